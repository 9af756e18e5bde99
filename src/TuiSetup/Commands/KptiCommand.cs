using System.CommandLine;
using TuiSetup.Backends.Kpti;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup kpti: what page-table isolation costs this guest, and what should be done.</summary>
internal static class KptiCommand
{
    private const int Longest = 3600;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var measure = Seconds("--measure", T("Measure so long what kernel entries, faults and switches take; 10 unless said, 0 measures nothing."));
        var sample = Seconds("--sample", T("Sample the workload so long; 10 unless said, 0 samples nothing. Do it under the real load."));
        var cpu = new Option<int?>("--cpu") { Description = T("Measure on this CPU."), HelpName = "N" };
        var user = new Option<string?>("--user") { Description = T("With --vcenter: who logs in there, to read this machine's virtual hardware."), HelpName = "NAME" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = T("With --vcenter: SHA-256 of its certificate."), HelpName = "SHA256" };
        var save = new Option<string?>("--save") { Description = T("Keep the report in this file, to compare it later."), HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = T("Print the report as one JSON document.") };
        var command = new Command("kpti", T("""
            Tells what page-table isolation (KPTI, against Meltdown) costs this guest, and what should be done. Exit code 0: the advice is there; 3: a CPU that has Meltdown runs without it.

            Examples:
              tuisetup kpti --sample 30
              tuisetup kpti --json --measure 0 --sample 0      for fleets: state and advice at once
              tuisetup kpti --save before.json                 and after a reboot:
              tuisetup kpti --save after.json; tuisetup kpti compare before.json after.json
            """))
        {
            measure, sample, cpu, user, fingerprint, save, json, CreateCompare(compose),
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            using var progress = new ProgressLine(program.Streams.Error, program.Time);
            var report = await new KptiAdvisor(program.Context).RunAsync(
                new KptiOptions
                {
                    Measure = TimeSpan.FromSeconds(parsed.GetValue(measure)),
                    Sample = TimeSpan.FromSeconds(parsed.GetValue(sample)),
                    Cpu = parsed.GetValue(cpu),
                    VCenterUser = program.Context.VCenter is null ? null : parsed.GetValue(user) ?? "",
                    Fingerprint = parsed.GetValue(fingerprint) ?? "",
                    Echo = KptiAdvisor.OwnEcho,
                },
                progress,
                program.Interruption.Token);
            progress.Dispose();
            if (parsed.GetValue(save) is { } file)
            {
                report.Save(file);
            }

            await program.Streams.Output.WriteAsync(parsed.GetValue(json) ? report.ToJson() + "\n" : CleanLines(report.ToText()));
            return report.IsVulnerable ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>What the second process of the measurements runs.</summary>
    public static Command CreateEcho()
    {
        var command = new Command(KptiAdvisor.EchoCommand, T("Gives back each byte of its input. The measurements of tuisetup kpti start it.")) { Hidden = true };
        command.SetAction(_ => KptiAdvisor.Echo());
        return command;
    }

    /// <summary>What the unit runs that the wizard leaves for after the reboot.</summary>
    public static Command CreateAfter(Func<ParseResult, Composition> compose)
    {
        var word = new Argument<string>("WORD") { Description = T("The word that was planned, such as pti=auto.") };
        var boot = new Argument<string>("BOOT") { Description = T("Id of the boot before.") };
        var once = new Option<bool>("--once") { Description = T("It was planned for one boot alone.") };
        var command = new Command("kpti-after", T("Measures once after the reboot that follows a change of page-table isolation. The unit that the wizard kpti writes runs it.")) { word, boot, once };
        command.Hidden = true;
        command.SetHandler(compose, async (program, parsed) =>
        {
            var (isAsPlanned, text) = await new KptiAfter(program.Context).RunAsync(
                parsed.GetRequiredValue(word), parsed.GetValue(once), parsed.GetRequiredValue(boot),
                new KptiOptions { Sample = TimeSpan.Zero, Echo = KptiAdvisor.OwnEcho }, program.Interruption.Token);
            await program.Streams.Output.WriteAsync(CleanLines(text));
            return isAsPlanned ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static Command CreateCompare(Func<ParseResult, Composition> compose)
    {
        var before = new Argument<string>("BEFORE") { Description = T("A report that was saved.") };
        var after = new Argument<string>("AFTER") { Description = T("A later one.") };
        var json = new Option<bool>("--json") { Description = T("Print the comparison as one JSON document.") };
        var command = new Command("compare", T("""
            Compares two saved reports: what each operation took before and after, and whether the change is more than noise.

            Example:
              tuisetup kpti compare before.json after.json
            """))
        {
            before, after, json,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var problems = new List<Problem>();
            var (first, second) = (Read(parsed.GetRequiredValue(before), problems), Read(parsed.GetRequiredValue(after), problems));
            if (first is null || second is null)
            {
                throw new ProblemException(problems);
            }

            await program.Streams.Output.WriteAsync(parsed.GetValue(json) ? first.CompareJson(second) + "\n" : CleanLines(first.CompareText(second)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static KptiReport? Read(string file, List<Problem> problems)
    {
        var report = KptiReport.Read(file, out var found);
        problems.AddRange(found);
        return report;
    }

    private static Option<int> Seconds(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > Longest)
            {
                result.AddError(T($"{name} takes 0 to {Longest} seconds."));
            }
        });
        return option;
    }

    /// <summary>Names of processes and of CPUs come from outside.</summary>
    private static string CleanLines(string text) => string.Join('\n', text.Split('\n').Select(SafeText.Clean));
}
