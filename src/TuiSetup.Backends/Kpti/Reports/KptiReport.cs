using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Cost;
using TuiSetup.Backends.Kpti.Measuring;
using TuiSetup.Backends.Kpti.Reports;
using TuiSetup.Backends.Kpti.Sampling;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti;

/// <summary>What was found out about page-table isolation on one guest, at one time: to be shown, kept and compared.</summary>
public sealed record KptiReport
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Host { get; init; }

    /// <summary>The kernel's id of this boot; empty where it is not told.</summary>
    public string Boot { get; init; } = "";

    /// <summary>What should be done, by its name, such as <c>leave-on</c>.</summary>
    public string Verdict => KptiReportJson.Name(Recommendation.Verdict);

    /// <summary>Whether a CPU with the bug runs without the isolation: what a fleet looks for.</summary>
    public bool IsVulnerable => Recommendation.Verdict is Advice.Verdict.TurnOn or Advice.Verdict.UpdateKernel;

    internal MachineSummary Machine { get; init; } = new();

    internal Recommendation Recommendation { get; init; } = new(Advice.Verdict.Unknown, "", []);

    internal Measurements? Measurements { get; init; }

    internal Workload? Workload { get; init; }

    internal Estimate? Estimate { get; init; }

    internal ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The report as text, with a bar chart.</summary>
    /// <param name="columns">How long its lines may be; at least 66.</param>
    public string ToText(int columns = 79) => new KptiReportText(columns).Of(this);

    /// <summary>The report as one JSON document.</summary>
    public string ToJson() => KptiReportJson.Write(this).ToString();

    /// <summary>Keeps it as a file, which is there whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => Core.Json.JsonFile.Write(path, KptiReportJson.Write(this));

    /// <summary>A report that was kept; null when there are problems.</summary>
    public static KptiReport? Read(string path, out IReadOnlyList<Problem> problems) => KptiReportJson.Read(path, out problems);

    /// <summary>This report beside a later one, as text.</summary>
    public string CompareText(KptiReport later) => KptiComparison.Between(this, later).ToText();

    /// <inheritdoc cref="CompareText"/>
    /// <remarks>As one JSON document.</remarks>
    public string CompareJson(KptiReport later) => KptiReportJson.Write(KptiComparison.Between(this, later)).ToString();
}
