using System.Globalization;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Cost;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Sampling;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti.Reports;

/// <summary>Reports as JSON documents. Times are nanoseconds, rates are for a second and a CPU, shares are per cent.</summary>
internal static class KptiReportJson
{
    private const int CurrentVersion = 1;

    private const string TimeForm = "yyyy-MM-ddTHH:mm:ssZ";

    private static string Again => T("Make the report again with 'tuisetup kpti --save'.");

    /// <summary>A verdict as files have it, such as <c>leave-on</c>.</summary>
    public static string Name(Verdict verdict) => string.Concat(verdict.ToString().Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    public static JObject Write(KptiReport report) => new()
    {
        ["version"] = CurrentVersion,
        ["at"] = report.At.ToString(TimeForm, CultureInfo.InvariantCulture),
        ["host"] = report.Host,
        ["boot"] = report.Boot,
        ["verdict"] = report.Verdict,
        ["vulnerable"] = report.IsVulnerable,
        ["advice"] = report.Recommendation.Summary,
        ["settings"] = new JArray(report.Recommendation.Settings),
        ["machine"] = Write(report.Machine),
        ["measurements"] = report.Measurements is { } measured ? new JObject
        {
            ["cpu"] = measured.Cpu,
            ["operations"] = new JArray(measured.Kept.Select(Write)),
            ["remarks"] = new JArray(measured.Remarks),
        }
        : null,
        ["workload"] = report.Workload is { } load ? Write(load) : null,
        ["estimate"] = report.Estimate is { } estimate ? Write(estimate) : null,
        ["remarks"] = new JArray(report.Remarks),
    };

    public static JObject Write(KptiComparison comparison) => new()
    {
        ["before"] = Write(comparison.Before),
        ["after"] = Write(comparison.After),
        ["differences"] = new JArray(comparison.Differences.Select(one => new JObject
        {
            ["name"] = one.Name,
            ["before"] = Round(one.Before),
            ["after"] = Round(one.After),
            ["change"] = Round(one.Change),
            ["noise"] = Round(one.Noise),
            ["withinNoise"] = one.IsWithinNoise,
        })),
        ["remarks"] = new JArray(comparison.Remarks),
    };

    public static KptiReport? Read(string path, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        problems = found;
        var report = JsonFile.Load(path, found) is { } root ? Read(new JsonMap(root, path, found)) : null;
        return found.Count == 0 ? report : null;
    }

    private static KptiReport Read(JsonMap map)
    {
        if (map.Number("version") != CurrentVersion)
        {
            map.Report("version", T($"this is not a report of version {CurrentVersion}."), Again);
        }

        _ = map.Truth("vulnerable");
        var at = map.Text("at", required: true) ?? "";
        if (!DateTimeOffset.TryParseExact(at, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            map.Report("at", T($"'{at}' is not a time such as 2026-01-31T12:00:00Z."), Again);
        }

        var verdictName = map.Text("verdict", required: true) ?? "";
        var verdict = Enum.GetValues<Verdict>().FirstOrDefault(one => Name(one) == verdictName, Verdict.Unknown);
        var report = new KptiReport
        {
            At = time,
            Host = map.Text("host", required: true) ?? "",
            Boot = map.Text("boot") ?? "",
            Recommendation = new Recommendation(verdict, map.Text("advice") ?? "", [.. map.Texts("settings")]),
            Machine = map.Map("machine") is { } machine ? ReadMachine(machine) : new MachineSummary(),
            Measurements = map.Map("measurements") is { } measured ? ReadMeasurements(measured) : null,
            Workload = map.Map("workload") is { } load ? ReadWorkload(load) : null,
            Estimate = map.Map("estimate") is { } estimate ? ReadEstimate(estimate) : null,
            Remarks = [.. map.Texts("remarks")],
        };
        map.End();
        return report;
    }

    private static JObject Write(MachineSummary machine) => new()
    {
        ["cpu"] = machine.Cpu,
        ["architecture"] = machine.Architecture,
        ["kernel"] = machine.Kernel,
        ["commandLine"] = machine.CommandLine,
        ["hypervisor"] = machine.Hypervisor,
        ["container"] = machine.Container,
        ["meltdown"] = machine.Meltdown,
        ["affected"] = machine.IsAffected,
        ["isolated"] = machine.IsIsolated,
        ["pcid"] = machine.HasPcid,
        ["invpcid"] = machine.HasInvpcid,
        ["archCapabilities"] = machine.HasArchCapabilities,
        ["madeWithIsolation"] = machine.HasIsolation,
        ["bootLoader"] = machine.Loader,
        ["hugePages"] = machine.HugePages,
        ["online"] = machine.Online,
    };

    private static MachineSummary ReadMachine(JsonMap map)
    {
        var machine = new MachineSummary
        {
            Cpu = map.Text("cpu") ?? "",
            Architecture = map.Text("architecture") ?? "",
            Kernel = map.Text("kernel") ?? "",
            CommandLine = map.Text("commandLine") ?? "",
            Hypervisor = map.Text("hypervisor") ?? "",
            Container = map.Text("container") ?? "",
            Meltdown = map.Text("meltdown"),
            IsAffected = map.Truth("affected"),
            IsIsolated = map.Truth("isolated"),
            HasPcid = map.Truth("pcid") == true,
            HasInvpcid = map.Truth("invpcid") == true,
            HasArchCapabilities = map.Truth("archCapabilities") == true,
            HasIsolation = map.Truth("madeWithIsolation"),
            Loader = map.Text("bootLoader") ?? "",
            HugePages = map.Text("hugePages") ?? "",
            Online = map.Text("online") ?? "",
        };
        map.End();
        return machine;
    }

    private static JObject Write(Measurement one) => new()
    {
        ["name"] = one.Name,
        ["title"] = one.Title,
        ["minimum"] = Round(one.Minimum),
        ["median"] = Round(one.Median),
        ["spread"] = Round(one.Spread),
        ["batches"] = one.Batches,
    };

    private static Measurements ReadMeasurements(JsonMap map)
    {
        var measurements = new Measurements((int?)map.Number("cpu"), [.. map.Maps("operations").Select(ReadMeasurement)], [.. map.Texts("remarks")]);
        map.End();
        return measurements;
    }

    private static Measurement ReadMeasurement(JsonMap map)
    {
        var one = new Measurement(
            map.Text("name", required: true) ?? "", map.Text("title") ?? "", Positive(map, "minimum"), Positive(map, "median"), map.Fraction("spread") ?? 0, (int)(map.Number("batches") ?? 0));
        map.End();
        return one;
    }

    private static double Positive(JsonMap map, string key)
    {
        if (map.Fraction(key) is > 0 and var number)
        {
            return number;
        }

        map.Report(key, T($"'{key}' must be more than 0."), Again);
        return 1;
    }

    private static JObject Write(Workload load) => new()
    {
        ["seconds"] = Round(load.Seconds),
        ["cpus"] = load.Cpus,
        ["busy"] = Round(100 * load.Busy),
        ["systemCalls"] = Round(load.SystemCalls),
        ["countsAllCalls"] = load.CountsAllCalls,
        ["switches"] = Round(load.Switches),
        ["faults"] = Round(load.Faults),
        ["interrupts"] = Round(load.Interrupts),
        ["workingSet"] = (long)load.WorkingSet,
        ["processes"] = new JArray(load.Processes.Select(process => new JObject
        {
            ["process"] = process.Process,
            ["name"] = process.Name,
            ["cpu"] = Round(100 * process.Cpu),
            ["readsAndWrites"] = process.Calls is { } calls ? Round(calls) : null,
            ["switches"] = Round(process.Switches),
            ["faults"] = Round(process.Faults),
        })),
        ["remarks"] = new JArray(load.Remarks),
    };

    private static Workload ReadWorkload(JsonMap map)
    {
        var load = new Workload
        {
            Seconds = Positive(map, "seconds"),
            Cpus = (int)(map.Number("cpus") ?? 0),
            Busy = (map.Fraction("busy") ?? 0) / 100,
            SystemCalls = map.Fraction("systemCalls") ?? 0,
            CountsAllCalls = map.Truth("countsAllCalls") == true,
            Switches = map.Fraction("switches") ?? 0,
            Faults = map.Fraction("faults") ?? 0,
            Interrupts = map.Fraction("interrupts") ?? 0,
            WorkingSet = map.Fraction("workingSet") ?? 0,
            Processes = [.. map.Maps("processes").Select(ReadProcess)],
            Remarks = [.. map.Texts("remarks")],
        };
        map.End();
        return load;
    }

    private static ProcessLoad ReadProcess(JsonMap map)
    {
        var process = new ProcessLoad(
            (int)(map.Number("process") ?? 0), map.Text("name") ?? "", (map.Fraction("cpu") ?? 0) / 100, map.Fraction("readsAndWrites"), map.Fraction("switches") ?? 0, map.Fraction("faults") ?? 0);
        map.End();
        return process;
    }

    private static JObject Write(Estimate estimate) => new()
    {
        ["low"] = Round(estimate.Low),
        ["high"] = Round(estimate.High),
        ["entries"] = Round(estimate.Entries),
        ["assumptions"] = new JArray(estimate.Assumptions.Select(one => new JObject
        {
            ["text"] = one.Text,
            ["nanoseconds"] = one.Nanoseconds,
            ["percent"] = Round(one.Percent),
            ["applies"] = one.Applies,
        })),
    };

    private static Estimate ReadEstimate(JsonMap map)
    {
        var estimate = new Estimate(
            map.Fraction("low") ?? 0, map.Fraction("high") ?? 0, map.Fraction("entries") ?? 0,
            [.. map.Maps("assumptions").Select(ReadAssumption)]);
        map.End();
        return estimate;
    }

    private static Assumption ReadAssumption(JsonMap map)
    {
        var one = new Assumption(map.Text("text") ?? "", map.Fraction("nanoseconds") ?? 0, map.Fraction("percent") ?? 0, map.Truth("applies") == true);
        map.End();
        return one;
    }

    private static double Round(double number) => Math.Round(number, 3);
}
