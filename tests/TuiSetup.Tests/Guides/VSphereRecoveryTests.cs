using System.Security.Cryptography.X509Certificates;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Program.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;

namespace TuiSetup.Tests.Guides;

/// <summary>What the answers of a guide set up on a vCenter, the commands of that guide take back without the program.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VSphereRecoveryTests(VCenterFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vsphere-pvlan")]
    [InlineData("vsphere-vlan")]
    [InlineData("vsphere-mirror")]
    public async Task Cards_port_groups_map_and_sessions_are_as_they_were(string wizard)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, wizard);
        var guide = Guide.Of(wizard);
        var before = await StateAsync(program);

        var applied = await program.ApplyAsync(AnswersOf(guide));
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.NotEqual(before, await StateAsync(program));

        var shell = await RunAsync(server, program, guide.Recovery("", ("VCENTER", $"127.0.0.1:{server.Port}"), ("USER", server.Sessions.User)));

        Assert.Equal((0, ""), (shell.ExitCode, shell.Stderr));
        Assert.Equal(before, await StateAsync(program));
        Assert.Empty(server.Rejected);
        Assert.Equal(0, server.Sessions.Open);
    }

    [Theory]
    [InlineData("card t1 4000 nowhere", "There are 0 of the name nowhere; nothing was changed.")]
    [InlineData("card t1 4099 DPG-original", "t1 has no device 4099; nothing was changed.")]
    [InlineData("delete-portgroup DPG-original", "vCenter refused it: vim.fault.ResourceInUse: The resource 'DPG-original' is in use.")]
    [InlineData("delete-pvlan DSwitch 100", "DSwitch has no primary VLAN 100; nothing was changed.")]
    [InlineData("delete-mirror DSwitch ids", "DSwitch has 0 mirror sessions ids; nothing was changed.")]
    public async Task What_cannot_be_is_told_in_a_sentence(string command, string sentence)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var refused = await RunAsync(server, program, $"python3 vsphere-recover.py 127.0.0.1:{server.Port} {server.Sessions.User} {command}");

        Assert.Equal((1, sentence + "\n"), (refused.ExitCode, refused.Stderr));
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_not_trusted()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var refused = await RunAsync(server, program, $"SSL_CERT_FILE= python3 vsphere-recover.py 127.0.0.1:{server.Port} {server.Sessions.User} delete-portgroup DPG-servers");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("CERTIFICATE_VERIFY_FAILED", refused.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback", refused.Stderr, StringComparison.Ordinal);
    }

    /// <summary>The guide's own answers but for those that say where the vCenter is.</summary>
    private static string AnswersOf(Guide guide)
    {
        var answers = (JObject)JObject.Parse(guide.Blocks(Guide.Unattended, "json")[0])["answers"]!;
        answers.Remove("vcenter");
        answers.Remove("user");
        return answers.ToString().Trim('{', '}', '\n', '\r');
    }

    /// <summary>In a shell in the folder of the guides, with Debian's own Python.</summary>
    private static Task<ProcessResult> RunAsync(VCenterServer server, VSphereProgram program, string commands)
    {
        File.WriteAllText(program.File("vcenter.pem"), server.Certificate.ExportCertificatePem());
        File.WriteAllText(program.File("password"), server.Sessions.Password + "\n");
        var environment = new Dictionary<string, string?>
        {
            ["SSL_CERT_FILE"] = program.File("vcenter.pem"),
            ["TUISETUP_VCENTER_PASSWORD_FILE"] = program.File("password"),
        };
        return ProcessRunner.RunAsync(
            "sh", ["-e", "-c", $"cd '{Guide.Folder}'\n" + commands.Replace("python3 ", VCenterFixture.Python + " -B ", StringComparison.Ordinal)], environment, cancel: Cancel);
    }

    /// <summary>What pyvmomi reads, but for the count of changes and the ports that cards got.</summary>
    private static async Task<string> StateAsync(VSphereProgram program)
    {
        var state = await program.ReadByPyvmomiAsync();
        foreach (var counted in state["switches"]!.Concat(state["cards"]!).Select(one => (JObject)((JProperty)one).Value))
        {
            counted.Remove("version");
            counted.Remove("port");
        }

        return state.ToString();
    }
}
