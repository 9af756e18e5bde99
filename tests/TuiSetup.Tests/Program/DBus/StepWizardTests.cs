using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Tests.Program.FirstBoot;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>A wizard of several steps that the explorer exports, run in a machine with its own systemd.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class StepWizardTests(ApplianceFixture fixture)
{
    private const string Systemd = "org.freedesktop.systemd1", Manager = "/org/freedesktop/systemd1", Interface = "org.freedesktop.systemd1.Manager";

    private static readonly BusPlace System = new(BusKind.System);

    private static readonly WizardStep SetLevel = new(new(System, Systemd, Manager, BusNames.Properties, "Set", "ssv", [Interface, "LogLevel", "s", "notice"]));

    private static readonly WizardStep SetVariable = new(
        Call("SetEnvironment", "as", "1", "STEP=${word}"), $"{Systemd} {Manager} {Interface} Environment", $"call {Systemd} {Manager} {Interface} UnsetEnvironment as 1 STEP");

    private readonly MachineProgram _program = new(fixture.Machine);

    [Fact]
    public async Task It_shows_before_and_after_sets_and_calls_in_order_and_is_undone_by_the_method_that_was_named()
    {
        var (level, environment) = (await ReadAsync("LogLevel"), await ReadAsync("Environment"));
        var (wizard, answers) = await WizardAsync([SetLevel, SetVariable], """{ "ask.word": "two words" }""");

        var plan = (await _program.RunAsync("plan", wizard, "--answers", answers)).Stdout;
        Assert.Contains("Call SetEnvironment; UnsetEnvironment undoes it", plan);
        Assert.Contains("- call = not made", plan);
        Assert.Contains($"+ call = call {Systemd} {Manager} {Interface} SetEnvironment as 1 'STEP=two words'", plan);
        Assert.Contains("- Environment = {\"type\":\"as\",\"data\":[", plan);
        Assert.Equal(environment, await ReadAsync("Environment"));

        var run = await _program.RunAsync("run", wizard, "--answers", answers, "--yes");
        Assert.True(run.ExitCode == 0, run.Stdout + run.Stderr);
        Assert.Equal("s \"notice\"", await ReadAsync("LogLevel"));
        Assert.Contains("\"STEP=two words\"", await ReadAsync("Environment"));

        var undo = await _program.RunAsync("undo");
        Assert.True(undo.ExitCode == 0, undo.Stdout + undo.Stderr);
        Assert.Equal((level, environment), (await ReadAsync("LogLevel"), await ReadAsync("Environment")));
    }

    [Fact]
    public async Task A_call_without_a_named_undo_says_so_before_and_is_left_and_told_after()
    {
        var (wizard, answers) = await WizardAsync([new(Call("ResetFailed", ""))], "{}");
        var plan = (await _program.RunAsync("plan", wizard, "--answers", answers)).Stdout;
        Assert.Contains("no undo was named, so what it does stays", plan);
        Assert.Contains("read = not read", plan);

        Assert.Equal(0, (await _program.RunAsync("run", wizard, "--answers", answers, "--yes")).ExitCode);
        var undo = await _program.RunAsync("undo");
        Assert.Equal(5, undo.ExitCode);
        Assert.Contains("no method was named that undoes it", undo.Stdout + undo.Stderr);
    }

    [Fact]
    public async Task A_call_that_is_refused_was_not_made_and_what_was_done_before_it_is_undone()
    {
        var level = await ReadAsync("LogLevel");
        var (wizard, answers) = await WizardAsync([SetLevel, new(Call("GetUnit", "s", "nothing.service"))], "{}");
        var run = await _program.RunAsync("run", wizard, "--answers", answers, "--yes");
        Assert.True(run.ExitCode == 4, run.Stdout + run.Stderr);
        Assert.Contains("nothing.service not loaded", run.Stdout + run.Stderr);
        Assert.Equal(level, await ReadAsync("LogLevel"));
    }

    [Fact]
    public async Task A_step_that_is_none_is_told_before_anything_is_done()
    {
        var (wizard, answers) = await WizardAsync([SetLevel, SetVariable], """{ "ask.word": "x", "step.1": "call this", "step.2.reads": "that" }""");
        var refused = await _program.RunAsync("run", wizard, "--answers", answers, "--yes");
        Assert.True(refused.ExitCode is 2 or 3, refused.Stdout + refused.Stderr);
        Assert.Contains("a service, an object, an interface or a member is missing", refused.Stdout + refused.Stderr);
        Assert.Contains("'that' is not SERVICE OBJECT INTERFACE PROPERTY", refused.Stdout + refused.Stderr);
    }

    private static KeptCall Call(string member, string signature, params string[] words) => new(System, Systemd, Manager, Interface, member, signature, [.. words]);

    private async Task<string> ReadAsync(string property) => (await fixture.Machine.RunAsync("busctl", "get-property", Systemd, Manager, Interface, property)).Trim();

    private async Task<(string Wizard, string Answers)> WizardAsync(WizardStep[] steps, string answers)
    {
        using var folder = new TempFolder();
        var name = $"steps-{Guid.NewGuid():n}";
        await fixture.Machine.PutAsync(folder.Write("wizard.json", StepWizard.Json(name, steps)), $"/root/{name}.json");
        await fixture.Machine.PutAsync(folder.Write("answers.json", $$"""{ "wizard": "{{name}}", "answers": {{answers}} }"""), $"/root/{name}-answers.json");
        return ($"/root/{name}.json", $"/root/{name}-answers.json");
    }
}
