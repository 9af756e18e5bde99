using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.FirstBoot;

/// <summary>A wizard that set the machine up restarts it when that is wanted, by logind.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class RestartTests(ApplianceFixture fixture)
{
    private const string Wizard = "/root/naming.json";

    private readonly Appliance _machine = fixture.Machine;
    private readonly MachineProgram _program = new(fixture.Machine);

    [Fact]
    public async Task The_machine_is_restarted_after_one_more_question_and_has_what_was_set()
    {
        var first = await BootAsync();
        await using (var program = await DoneAsync("restarts-7"))
        {
            program.Send("\u001b[A\r");
            await program.WaitForTextAsync("All that runs on it ends");
            program.Send("\t\r");
            await program.WaitForTextAsync("What next?");
            program.Send("\u001b[A\r");
            await program.WaitForTextAsync("All that runs on it ends");
            Assert.Equal(first, await BootAsync());
            program.Send("\r");
            await program.WaitForExitAsync();
        }

        string now;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            now = await BootAsync();
        }
        while (now.Length == 0 || now == first);

        await _machine.WaitUntilRunningAsync();
        Assert.Equal("restarts-7", (await _machine.RunAsync("hostname")).Trim());
    }

    [Fact]
    public async Task One_that_something_forbids_is_not_begun_and_the_reason_is_told()
    {
        var first = await BootAsync();
        await _machine.RunAsync("systemd-run", "--quiet", "--unit", "forbids.service", "systemd-inhibit", "--what=shutdown", "--who=tests", "--why=No restart now", "sleep", "infinity");
        while (!(await _machine.RunAsync("systemd-inhibit", "--list", "--no-pager", "--no-legend")).Contains("No restart now", StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await using (var program = await DoneAsync("restarts-8"))
        {
            program.Send("\u001b[A\r");
            await program.WaitForTextAsync("All that runs on it ends");
            program.Send("\r");
            await program.WaitForTextAsync("Not restarted");
            await program.WaitForTextAsync("restart now).");
            program.Send("\r");
            await program.WaitForTextAsync("What next?");
        }

        await _machine.RunAsync("systemctl", "stop", "forbids.service");
        Assert.Equal(first, await BootAsync());
    }

    /// <summary>A wizard of one question, whose answers were given, at what can be done next.</summary>
    private async Task<PtyProcess> DoneAsync(string hostname)
    {
        using var folder = new TempFolder();
        await _machine.PutAsync(
            folder.Write("naming.json", """
                { "name": "naming", "title": "Naming", "summary": "Names this machine", "backend": "first-boot", "next": ["network"],
                  "pages": [{ "title": "Name", "text": "What shall it be called?", "fields": [{ "id": "hostname", "type": "text", "label": "Hostname" }] }] }
                """), Wizard);
        await _machine.PutAsync(folder.Write("answers.json", $$"""{ "wizard": "naming", "answers": { "hostname": "{{hostname}}" } }"""), "/root/naming-answers.json");
        var program = _program.Open("run", Wizard, "--answers", "/root/naming-answers.json");
        await program.WaitForTextAsync("<Apply>");
        program.Send("\r");
        await program.WaitForTextAsync("Done.");
        program.Send("\r");
        await program.WaitForTextAsync("Restart this machine");
        return program;
    }

    /// <summary>When this boot began; empty while there is no machine to ask.</summary>
    private async Task<string> BootAsync()
    {
        var asked = await _machine.TryAsync("systemctl", "show", "--property", "UserspaceTimestampMonotonic", "--value");
        return asked.ExitCode == 0 ? asked.Stdout.Trim() : "";
    }
}
