using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using static TuiSetup.Tests.Program.VSphere.Keys;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>Where a later command gets the password from: a terminal is asked, and nothing else waits for anyone.</summary>
[Collection(VCenterFixture.Name)]
public sealed class PasswordTests(VCenterFixture fixture)
{
    private const string Isolate = """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1"] """;
    private const string Question = "Password of 'administrator@vsphere.local'";

    [Fact]
    public async Task Verify_and_undo_ask_for_it_on_a_terminal_and_it_is_never_seen()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate), "--out", plan)).ExitCode);
        Assert.Equal(0, (await program.RunAsync("apply", plan, "--yes")).ExitCode);
        program.Environment["TUISETUP_VCENTER_PASSWORD"] = "";

        await using var verify = program.Open("verify", plan);
        await verify.WaitForTextAsync(Question);
        verify.Send(server.Sessions.Password + Enter);
        Assert.Equal(0, await verify.WaitForExitAsync());

        await using var undo = program.Open("undo");
        await undo.WaitForTextAsync(Question);
        undo.Send("not it" + Enter);
        await undo.WaitForTextAsync("It was not accepted.");
        undo.Send(server.Sessions.Password + Enter);
        Assert.Equal(0, await undo.WaitForExitAsync());

        Assert.All([verify, undo], terminal => Assert.DoesNotContain(server.Sessions.Password, System.Text.Encoding.UTF8.GetString(terminal.RawOutput), StringComparison.Ordinal));
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task A_kept_plan_asks_for_it_in_a_window()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate), "--out", plan)).ExitCode);
        program.Environment["TUISETUP_VCENTER_PASSWORD"] = "";

        await using var terminal = program.Open("apply", plan);
        await terminal.WaitForTextAsync("Review");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync(Question);
        terminal.Send(server.Sessions.Password);
        await terminal.WaitForTextAsync(new string('*', server.Sessions.Password.Length));
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Every object was read back");
        terminal.Send(Enter);

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.DoesNotContain(server.Sessions.Password, System.Text.Encoding.UTF8.GetString(terminal.RawOutput), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_say_it_has_changed_nothing_and_left_nothing_behind()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var plan = program.File("plan.json");
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", program.Answers(Isolate), "--out", plan)).ExitCode);
        program.Environment["TUISETUP_VCENTER_PASSWORD"] = "";

        await using var terminal = program.Open("apply", plan);
        await terminal.WaitForTextAsync("Review");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync(Question);
        terminal.Send(Escape);
        await terminal.WaitForTextAsync("Not begun");
        terminal.Send(Enter);
        Assert.Equal(2, await terminal.WaitForExitAsync());
        var unattended = await program.RunAsync("apply", plan, "--yes");

        Assert.Equal(2, unattended.ExitCode);
        Assert.Contains("is missing", unattended.Stderr, StringComparison.Ordinal);
        Assert.Contains("[]", (await program.RunAsync("history", "--json")).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_at_the_question_ends_it_and_the_terminal_shows_again_what_is_typed()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        Assert.Equal(0, (await program.ApplyAsync(Isolate)).ExitCode);
        program.Environment["TUISETUP_VCENTER_PASSWORD"] = "";

        await using var undo = program.Open("undo");
        await undo.WaitForTextAsync(Question);
        undo.Send("\x03");

        Assert.Equal(130, await undo.WaitForExitAsync());
        Assert.True(undo.SettingsKept);
        Assert.NotEmpty(server.Inventory.Switches.First().Pvlans);
    }
}
