namespace TuiSetup.Core.Reports;

/// <summary>How runs, steps and ends are called for people; in files and JSON they keep their names.</summary>
public static class StateWords
{
    /// <param name="value">Of a run's status, a step's result or an outcome.</param>
    public static string Of(Enum value) => ReportJson.Name(value) switch
    {
        "done" => T("done"),
        "same" => T("same"),
        "unchanged" => T("unchanged"),
        "undone" => T("undone"),
        "cancelled" => T("cancelled"),
        "left" => T("left"),
        "restored" => T("restored"),
        "refused" => T("refused"),
        "interrupted" => T("interrupted"),
        var name => name,
    };
}
