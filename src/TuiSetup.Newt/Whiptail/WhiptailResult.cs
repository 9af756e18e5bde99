namespace TuiSetup.Newt.Whiptail;

/// <summary>How a box ended: the exit code, and what goes to the output descriptor.</summary>
internal sealed record WhiptailResult(int ExitCode, string Output);
