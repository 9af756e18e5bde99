using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>The examples for other programs, run by these programs on the real switch.</summary>
[Collection(OvsFixture.Name)]
public sealed class ExampleTests(OvsFixture fixture) : IAsyncLifetime
{
    private static readonly string Examples = SourceTree.PathOf("assets", "examples");

    private readonly Tuisetup _program = new(fixture.Lab);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        await fixture.Lab.VsctlAsync("set", "port", "v-h1", "protected=false", "--", "set", "port", "v-h2", "protected=false");
        _program.Dispose();
    }

    [Fact]
    public async Task Ansible_applies_once_tells_that_nothing_changes_then_and_checks_without_changing_anything()
    {
        Assert.Contains("changed=1 ", await PlayAsync("--check"), StringComparison.Ordinal);
        Assert.Equal("", await MirrorAsync());
        Assert.Contains("changed=1 ", await PlayAsync(), StringComparison.Ordinal);
        Assert.Equal("ids", await MirrorAsync());
        Assert.Contains("changed=0 ", await PlayAsync(), StringComparison.Ordinal);
        Assert.Contains("changed=0 ", await PlayAsync("--check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_init_finds_nothing_wrong_with_the_user_data_and_its_commands_do_it()
    {
        var code = await CloudInitAsync();
        var data = Path.Combine(Examples, "cloud-init.yaml");
        var checkedBy = await PythonAsync(code, "from cloudinit.cmd.main import main; sys.exit(main(['cloud-init', 'schema', '--config-file', sys.argv[1]]))", data);
        Assert.Contains("Valid", checkedBy, StringComparison.Ordinal);

        // What cloud-init makes of it, but for the folder: the script that it runs last, and the file.
        var made = JObject.Parse(await PythonAsync(
            code,
            "import json, yaml; from cloudinit import util; config = yaml.safe_load(open(sys.argv[1])); "
            + "print(json.dumps({'script': util.shellify(config['runcmd']), 'file': config['write_files'][0]}))",
            data));
        var file = Path.Combine(_program.Folder, "site.json");
        await File.WriteAllTextAsync(file, (string)made.SelectToken("file.content")!, Cancel);
        var script = ((string)made["script"]!).Replace((string)made.SelectToken("file.path")!, file, StringComparison.Ordinal);
        (await ProcessRunner.RunAsync("sh", ["-c", script], Environment(), cancel: Cancel)).Required("runcmd");
        Assert.Equal("ids", await MirrorAsync());
    }

    [Fact]
    public async Task The_words_of_Terraform_are_a_command_that_does_it()
    {
        // Terraform is not in Debian: its example is taken by its text.
        var text = await File.ReadAllTextAsync(Path.Combine(Examples, "terraform.tf"), Cancel);
        var words = text[text.IndexOf('[', StringComparison.Ordinal)..(text.IndexOf(']', StringComparison.Ordinal) + 1)];
        string[] arguments = [.. JArray.Parse(words).Select(word => (string)word!).Skip(1), Path.Combine(Examples, "site.json")];

        Assert.Equal(0, (await _program.RunAsync(arguments)).ExitCode);
        Assert.Equal("ids", await MirrorAsync());
    }

    private async Task<string> MirrorAsync() => (await fixture.Lab.VsctlAsync("--bare", "--columns=name", "list", "mirror")).Trim();

    private Dictionary<string, string?> Environment() => new(_program.Environment)
    {
        ["PATH"] = SourceTree.PathOf("out") + ":" + System.Environment.GetEnvironmentVariable("PATH"),
        ["HOME"] = _program.Folder,
        ["LC_ALL"] = "C.UTF-8",
    };

    private async Task<string> PlayAsync(params string[] options)
    {
        var inventory = Path.Combine(_program.Folder, "inventory");
        await File.WriteAllTextAsync(inventory, "[switches]\nhere ansible_connection=local ansible_python_interpreter=/usr/bin/python3\n", Cancel);
        return (await ProcessRunner.RunAsync("ansible-playbook", ["-i", inventory, Path.Combine(Examples, "ansible.yml"), .. options], Environment(), timeout: TimeSpan.FromMinutes(2), cancel: Cancel)).Required("ansible-playbook");
    }

    /// <summary>Its code alone: installed, it would set up this machine at the next boot.</summary>
    private async Task<string> CloudInitAsync()
    {
        var folder = Path.Combine(_program.Folder, "cloud-init");
        (await ProcessRunner.RunAsync("dpkg-deb", ["--extract", Package.DebFile.OfDebian("cloud-init"), folder], cancel: Cancel)).Required("dpkg-deb");
        return Path.Combine(folder, "usr", "lib", "python3", "dist-packages");
    }

    private async Task<string> PythonAsync(string code, string program, string argument)
    {
        var environment = new Dictionary<string, string?>(Environment()) { ["PYTHONPATH"] = code };
        return (await ProcessRunner.RunAsync("/usr/bin/python3", ["-c", "import sys; " + program, argument], environment, cancel: Cancel)).Required("cloud-init");
    }
}
