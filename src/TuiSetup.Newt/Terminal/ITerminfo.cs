namespace TuiSetup.Newt.Terminal;

/// <summary>Capabilities of one terminal; an absent flag is false, number -1, text null.</summary>
internal interface ITerminfo
{
    bool Flag(TerminfoFlag flag);
    int Number(TerminfoNumber number);
    string? Text(TerminfoString text);
}
