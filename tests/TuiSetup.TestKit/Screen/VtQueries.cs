namespace TuiSetup.TestKit;

/// <summary>
/// What asks the terminal something. A terminal that does not answer makes the program wait, and an answer nobody
/// reads lands in the shell.
/// </summary>
internal static class VtQueries
{
    public static bool IsQuery(CsiSequence s) => s.Key switch
    {
        "c" or ">c" or "=c" => true,                    // device attributes
        "n" or "?n" => true,                            // status and cursor reports
        "x" => true,                                    // terminal parameters
        "$p" or "?$p" => true,                          // is a mode set
        ">q" => true,                                   // name and version
        "?u" => true,                                   // keyboard protocol
        "?m" => true,                                   // modifier keys
        "?S" => true,                                   // graphics
        "$w" or "#R" => true,                           // presentation and colour reports
        "t" => s[0] is 11 or (>= 13 and <= 16) or (>= 18 and <= 21),
        _ => false,
    };

    public static bool IsQuery(char introducer, string content) => introducer switch
    {
        ']' => content.Split(';').Skip(1).Contains("?"),
        'P' => content.StartsWith("+q", StringComparison.Ordinal) || content.StartsWith("$q", StringComparison.Ordinal),
        '_' => content.StartsWith('G') && content.Contains("a=q", StringComparison.Ordinal),
        _ => false,
    };
}
