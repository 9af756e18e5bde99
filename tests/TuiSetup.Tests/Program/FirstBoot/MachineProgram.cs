using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.FirstBoot;

/// <summary>The real program in a private machine, with a state folder of its own there.</summary>
internal sealed class MachineProgram(Appliance machine)
{
    /// <summary>In the machine, where a reboot leaves it alone.</summary>
    public string State { get; } = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    /// <summary>The language that it speaks; null: the one of these tests.</summary>
    public string? Language { get; set; }

    private string[] Command(params string[] arguments) => ["env", "TUISETUP_STATE_DIR=" + State, "SSH_CONNECTION=", .. Language is null ? [] : (string[])["TUISETUP_LANGUAGE=" + Language], ApplianceFixture.Program, .. arguments];

    public Task<ProcessResult> RunAsync(params string[] arguments) => machine.TryAsync(Command(arguments));

    public async Task<ProcessResult> ApplyAsync(string answers, params string[] options)
        => await RunAsync(["run", "first-boot", "--answers", await AnswersAsync(answers), "--yes", .. options]);

    /// <summary>Opens the wizard on a terminal in the machine.</summary>
    public PtyProcess Open(params string[] arguments) => machine.Open(new PtyOptions(), Command(arguments));

    /// <summary>Writes an answer file into the machine; the result is its path there.</summary>
    public async Task<string> AnswersAsync(string answers)
    {
        using var folder = new TempFolder();
        var path = $"/root/answers-{Guid.NewGuid():n}.json";
        await machine.PutAsync(folder.Write("answers.json", $$"""{ "wizard": "first-boot", "answers": {{answers}} }"""), path);
        return path;
    }
}
