using System.Buffers.Binary;
using System.Text;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.Accounts.Native;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Host;

/// <summary>Files of a host: names, passwords, keys.</summary>
public sealed class HostFilesTests : IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB6GkLmLSyA0dcVcq0PvHuDbYk1dzRcoeTiG6hoLjTpE admin@example";

    private readonly TempFolder _root = new();
    private readonly RootFiles _files;

    public HostFilesTests()
    {
        _files = new RootFiles(_root.Path);
        Directory.CreateDirectory(_root["etc"]);
        Directory.CreateDirectory(_root["home/op"]);
        _root.Write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/usr/sbin:/usr/sbin/nologin\nop:x:1000:1000::/home/op:/bin/sh\n");
        _root.Write("etc/shadow", "root:*:19000:0:99999:7:::\nop:$y$old:19000:0:99999:7:::\n");
        File.SetUnixFileMode(_root["etc/shadow"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_new_hash_is_the_systems_own_and_never_twice_the_same()
    {
        var (one, two) = (LibCrypt.Hash("Grüße 世界"), LibCrypt.Hash("Grüße 世界"));

        Assert.NotEqual(one, two);
        Assert.StartsWith("$", one);
    }

    [Fact]
    public async Task A_password_is_written_beside_all_others_with_the_rights_of_the_file_and_put_back()
    {
        var vault = new PasswordVault(_root["state"]);
        var operation = new PasswordOperation(new ShadowFile(_files, TimeProvider.System), vault);
        var hash = LibCrypt.Hash("new secret");
        vault.Plan(hash);
        var step = Step("password", PasswordOperation.Of("$y$old"), PasswordOperation.Of(hash), ("user", "op"));

        await operation.WriteAsync(step, step.After, new Progress<string>(), Cancel);
        Assert.Equal(step.After, await operation.ReadAsync(step, Cancel));
        Assert.Equal(["root:*:19000:0:99999:7:::", $"op:{hash}"], File.ReadAllLines(_root["etc/shadow"]).Select(line => line.StartsWith("op") ? line[..(hash.Length + 3)] : line));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_root["etc/shadow"]));

        await operation.WriteAsync(step, step.Before, new Progress<string>(), Cancel);
        Assert.Equal(step.Before, await operation.ReadAsync(step, Cancel));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(_root["state/shadow"])[0]));
    }

    [Fact]
    public async Task A_plan_alone_does_not_know_the_password()
    {
        var operation = new PasswordOperation(new ShadowFile(_files, TimeProvider.System), new PasswordVault(_root["state"]));
        var step = Step("password", PasswordOperation.Of("$y$old"), PasswordOperation.Of("$y$never seen"), ("user", "op"));

        var error = await Assert.ThrowsAsync<BackendException>(() => operation.WriteAsync(step, step.After, new Progress<string>(), Cancel));
        Assert.Contains("not kept in plans", error.Message);
        Assert.DoesNotContain("never seen", step.After.ToString());
    }

    [Fact]
    public async Task Another_tool_that_has_the_accounts_locked_is_waited_for_by_saying_so()
    {
        var vault = new PasswordVault(_root["state"]);
        var operation = new PasswordOperation(new ShadowFile(_files, TimeProvider.System), vault);
        vault.Plan("$y$x");
        var step = Step("password", PasswordOperation.Of("$y$old"), PasswordOperation.Of("$y$x"), ("user", "op"));
        await using var other = TestKit.ProcessRunner.Start("/usr/bin/python3", ["-c", $"import fcntl,time; f=open('{_root["etc/.pwd.lock"]}','w'); fcntl.lockf(f, fcntl.LOCK_EX); print('locked', flush=True); time.sleep(60)"]);
        await other.WaitForStdoutLine(line => line == "locked");

        var error = await Assert.ThrowsAsync<BackendException>(() => operation.WriteAsync(step, step.After, new Progress<string>(), Cancel));
        Assert.Contains("/etc/.pwd.lock", error.Message);
    }

    [Fact]
    public async Task A_key_is_added_to_others_once_and_taken_away_without_a_trace()
    {
        var operation = new AuthorizedKeyOperation(_files);
        var step = Step("authorized_key", Value.Nothing, Value.Of(Key), ("user", "op"));

        await operation.WriteAsync(step, step.After, new Progress<string>(), Cancel);
        await operation.WriteAsync(step, step.After, new Progress<string>(), Cancel);
        Assert.Equal([Key], File.ReadAllLines(_root["home/op/.ssh/authorized_keys"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_root["home/op/.ssh"]));
        Assert.Equal(step.After, await operation.ReadAsync(step, Cancel));

        await operation.WriteAsync(step, Value.Nothing, new Progress<string>(), Cancel);
        Assert.False(File.Exists(_root["home/op/.ssh/authorized_keys"]));
    }

    [Theory]
    [InlineData("", "begins with its type")]
    [InlineData("ssh-ed25519", "begins with its type")]
    [InlineData("ssh-ed25519 AAAA", "damaged")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIB6GkLmLSyA0dcVcq0PvHuDbYk1dzRcoeTiG6hoLjTpE", "damaged")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", "private key")]
    [InlineData(Key + "\nssh-rsa x", "one line")]
    public void What_is_no_public_key_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Null(SshKey.Parse(text, out var said));
        Assert.Contains(reason, said);
    }

    [Theory]
    [InlineData("127.0.0.1\tlocalhost\n127.0.1.1\told old2 # mine\n::1 localhost\n", "127.0.0.1\tlocalhost\n127.0.1.1\tnew.example new\n::1 localhost\n")]
    [InlineData("# hosts\n127.0.0.1 localhost\n::1 localhost\n", "# hosts\n127.0.0.1 localhost\n127.0.1.1\tnew.example new\n::1 localhost\n")]
    [InlineData("", "127.0.1.1\tnew.example new\n")]
    public async Task The_machines_own_line_in_hosts_is_replaced_or_put_where_it_belongs(string before, string after)
    {
        _root.Write("etc/hosts", before);
        var operation = new HostsOperation(_files);
        var was = HostsOperation.Read(_files);
        var step = Step("hosts", was, HostsOperation.Of("new.example"));

        await operation.WriteAsync(step, step.After, new Progress<string>(), Cancel);
        Assert.Equal(after, File.ReadAllText(_root["etc/hosts"]));

        await operation.WriteAsync(step, step.Before, new Progress<string>(), Cancel);
        Assert.Equal(was, HostsOperation.Read(_files));
    }

    [Fact]
    public void Locales_are_those_of_the_archive_and_those_with_a_folder()
    {
        Directory.CreateDirectory(_root["usr/lib/locale/C.utf8"]);
        File.WriteAllBytes(_root["usr/lib/locale/locale-archive"], Archive("de_DE.utf8", "en_US", "en_US.utf8"));

        Assert.Equal(["C.UTF-8", "de_DE.UTF-8", "en_US.UTF-8"], LocaleArchive.Read(_files));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(70)]
    public void An_archive_that_is_cut_off_does_no_harm(int length) => Assert.NotNull(LocaleArchive.Names(Archive("de_DE.utf8")[..length]).ToList());

    [Fact]
    public void Those_who_can_log_in_are_root_and_people()
        => Assert.Equal(["root", "op"], UserAccount.Read(_files).Where(user => user.CanLogIn).Select(user => user.Name));

    /// <summary>An archive as glibc lays it out: a header of 14 words, a hash table with room to spare, the names.</summary>
    private static byte[] Archive(params string[] names)
    {
        const int header = 56, entry = 12;
        var (size, text) = (names.Length + 2, new List<byte>());
        var table = new byte[size * entry];
        for (var index = 0; index < names.Length; index++)
        {
            var at = (index + 1) * entry;
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(at), 77);
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(at + 4), (uint)(header + table.Length + text.Count));
            BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(at + 8), 1);
            text.AddRange([.. Encoding.ASCII.GetBytes(names[index]), 0]);
        }

        var head = new byte[header];
        foreach (var (place, word) in (ReadOnlySpan<(int, uint)>)[(0, 0xde020109), (8, header), (12, (uint)names.Length), (16, (uint)size)])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(place), word);
        }

        return [.. head, .. table, .. text];
    }

    private static Step Step(string operation, Value before, Value after, params (string Key, string Value)[] arguments) => new()
    {
        Id = operation,
        Backend = "first-boot",
        Operation = operation,
        Target = operation,
        Action = StepAction.Change,
        Summary = operation,
        Before = before,
        After = after,
        Arguments = Value.Map(arguments.Select(argument => (argument.Key, Value.Of(argument.Value)))),
    };
}
