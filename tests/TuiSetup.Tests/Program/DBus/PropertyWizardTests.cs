using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Tests.Program.FirstBoot;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>A wizard of the backend 'dbus', in a machine with its own systemd: it sets a property, and undo brings back what was there.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class PropertyWizardTests(ApplianceFixture fixture)
{
    private const string Systemd = "org.freedesktop.systemd1", Manager = "/org/freedesktop/systemd1", Interface = "org.freedesktop.systemd1.Manager";

    private readonly MachineProgram _program = new(fixture.Machine);

    [Fact]
    public async Task It_shows_before_and_after_sets_reads_back_and_is_undone()
    {
        var before = await LevelAsync();
        var (wizard, answers) = await WizardAsync("LogLevel", DBusValue.Of("warning"));

        var plan = await _program.RunAsync("plan", wizard, "--answers", answers);
        Assert.Contains("+ value = ", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("warning", plan.Stdout, StringComparison.Ordinal);
        Assert.Equal(before, await LevelAsync());

        var run = await _program.RunAsync("run", wizard, "--answers", answers, "--yes");
        Assert.True(run.ExitCode == 0, run.Stdout + run.Stderr);
        Assert.Equal("s \"warning\"", await LevelAsync());

        var undo = await _program.RunAsync("undo");
        Assert.True(undo.ExitCode == 0, undo.Stdout + undo.Stderr);
        Assert.Equal(before, await LevelAsync());
    }

    [Fact]
    public async Task A_property_that_is_not_there_and_a_value_that_does_not_fit_are_told_before_anything_is_done()
    {
        var (wizard, answers) = await WizardAsync("NoSuchProperty", DBusValue.Of("warning"));
        var refused = await _program.RunAsync("run", wizard, "--answers", answers, "--yes");
        Assert.Contains("NoSuchProperty cannot be read", refused.Stdout + refused.Stderr);
        Assert.NotEqual(0, refused.ExitCode);
    }

    private async Task<string> LevelAsync() => (await fixture.Machine.RunAsync("busctl", "get-property", Systemd, Manager, Interface, "LogLevel")).Trim();

    private async Task<(string Wizard, string Answers)> WizardAsync(string property, DBusValue value)
    {
        using var folder = new TempFolder();
        var name = $"set-{Guid.NewGuid():n}";
        await fixture.Machine.PutAsync(folder.Write("wizard.json", PropertyWizard.Json(name, (Systemd, Manager, Interface, property), value)), $"/root/{name}.json");
        await fixture.Machine.PutAsync(folder.Write("answers.json", $$"""{ "wizard": "{{name}}", "answers": {} }"""), $"/root/{name}-answers.json");
        return ($"/root/{name}.json", $"/root/{name}-answers.json");
    }
}
