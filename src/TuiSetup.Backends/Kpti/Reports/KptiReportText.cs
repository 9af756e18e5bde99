using System.Globalization;
using System.Text;
using TuiSetup.Backends.Kpti.Cost;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Sampling;

namespace TuiSetup.Backends.Kpti.Reports;

/// <summary>A report for people, in ASCII. Its tables take 66 columns, its sentences as many as there are.</summary>
internal sealed class KptiReportText(int columns)
{
    private const int BarWidth = 14;

    /// <summary>Bars of less are drawn as if they were of so many per cent, so that a small cost looks small.</summary>
    private const double ShortestScale = 5;

    public string Of(KptiReport report)
    {
        var text = new StringBuilder();
        text.Append(Sentence(report.Recommendation.Summary));
        foreach (var setting in report.Recommendation.Settings)
        {
            text.Append(Sentence(setting, "  * "));
        }

        text.Append('\n');
        AppendMachine(text, report.Machine);
        if (report.Measurements is { } measurements)
        {
            AppendMeasurements(text, measurements);
        }

        if (report.Workload is { } load)
        {
            AppendWorkload(text, load);
        }

        if (report is { Estimate: { } estimate, Workload: { } sampled })
        {
            AppendEstimate(text, estimate, sampled, report.Machine.IsIsolated == true);
        }

        if (!report.Remarks.IsEmpty)
        {
            text.Append('\n');
        }

        foreach (var remark in report.Remarks)
        {
            text.Append(Sentence(remark, "Note: "));
        }

        return text.ToString();
    }

    private void AppendMachine(StringBuilder text, MachineSummary machine)
    {
        void Line(string name, string value) => text.Append(Sentence(value.Length > 0 ? value : T("not told"), TextWidth.Pad(name, 13) + " "));
        Line("CPU", machine.Cpu);
        Line(T("Hypervisor"), machine.Hypervisor switch { "" => T("none that shows itself"), Hypervisor.Unknown => T("an unknown hypervisor"), var name => name });
        Line(T("Kernel"), machine.Kernel + (machine.HasIsolation switch { false => T(", made without page-table isolation"), null => "", _ => T(", made with page-table isolation") }));
        Line("Meltdown", machine.Meltdown ?? T("the kernel does not say"));
        Line(T("Isolation"), machine.IsIsolated switch { true => "on", false => "off", _ => T("not known") });
        if (machine.Architecture is "x64" or "x86")
        {
            Line("PCID", T($"{YesNo(machine.HasPcid)}, INVPCID {YesNo(machine.HasInvpcid)}, ARCH_CAPABILITIES {YesNo(machine.HasArchCapabilities)}"));
        }

        Line(T("Huge pages"), machine.HugePages);
        Line(T("Command line"), KernelCommandLine.Parse(machine.CommandLine).Words.Where(KernelCommandLine.IsOfInterest).ToList() is { Count: > 0 } words
            ? string.Join(' ', words) : T("says nothing of it"));
        Line(T("Set by"), machine.Loader);
    }

    private void AppendMeasurements(StringBuilder text, Measurements measurements)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{TextWidth.Pad(Where(measurements), 28)}{TextWidth.PadLeft(T("minimum"), 10)}{TextWidth.PadLeft(T("median"), 10)}{TextWidth.PadLeft(T("spread"), 10)}{TextWidth.PadLeft(T("batches"), 8)}\n");
        foreach (var one in measurements.Kept)
        {
            text.Append(CultureInfo.InvariantCulture, $"{TextWidth.Pad(one.Title, 28)}{one.Minimum,10:0.0}{one.Median,10:0.0}{one.Spread,10:0.0}{one.Batches,8}\n");
        }

        foreach (var sentence in measurements.Reading())
        {
            text.Append(Sentence(sentence));
        }
    }

    private static string Where(Measurements measurements) => measurements.Cpu is { } cpu ? T($"Nanoseconds, on CPU {cpu}") : T("Nanoseconds, on any CPU");

    private void AppendWorkload(StringBuilder text, Workload load)
    {
        text.Append(T($"\nPer second and CPU, over {load.Seconds:0} s on {load.Cpus} CPUs, {100 * load.Busy:0.0} % busy:\n"));
        text.Append(Sentence(T($"{load.SystemCalls:0} {(load.CountsAllCalls ? T("system calls") : T("reads and writes"))}, {load.Switches:0} switches, {load.Faults:0} page faults, {load.Interrupts:0} interrupts"), "  "));
        if (load.Processes.IsEmpty)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{TextWidth.Pad(T("  Per second, by process"), 28)}{"CPU",7}{TextWidth.PadLeft(T("read+write"), 11)}{TextWidth.PadLeft(T("switches"), 10)}{TextWidth.PadLeft(T("faults"), 10)}\n");
        foreach (var one in load.Processes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {one.Process,-8}{Printable(one.Name),-18}{100 * one.Cpu,6:0.0}%{one.Calls?.ToString("0", CultureInfo.InvariantCulture) ?? "-",11}{one.Switches,10:0}{one.Faults,10:0}\n");
        }
    }

    private void AppendEstimate(StringBuilder text, Estimate estimate, Workload load, bool isOn)
    {
        text.Append('\n').Append(Sentence(T($"{(isOn ? T("Page-table isolation costs this load") : T("If it were on, page-table isolation would cost this load"))} about {estimate.Low:0.0} to {estimate.High:0.0} % of its CPU time ({estimate.Entries:0} kernel entries a second and CPU).")));
        if (load.IsIdle)
        {
            text.Append(Sentence(T("The machine was idle, so this says little: sample it under its real load (--sample SECONDS).")));
        }

        var scale = Math.Max(ShortestScale, estimate.Assumptions.Max(one => one.Percent));
        foreach (var one in estimate.Assumptions)
        {
            var bar = new string(one.Applies ? '#' : '.', (int)Math.Ceiling(BarWidth * one.Percent / scale));
            text.Append(CultureInfo.InvariantCulture, $"  {TextWidth.Pad(one.Text, 31)}{one.Nanoseconds,5:0} ns {one.Percent,6:0.00} % |{bar}\n");
        }

        text.Append(T("  # is this machine, . another\n"));
    }

    private string Sentence(string text, string first = "") => Wrapped.Of(text, first, columns);

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    /// <summary>A process may be called anything.</summary>
    private static string Printable(string name) => new([.. name.Where(letter => letter is >= ' ' and <= '~')]);
}
