namespace TuiSetup.Newt.Whiptail;

/// <summary>How a box ended: by what, the exit code, and what the user chose when that counts.</summary>
internal sealed record WhiptailResult(BoxEnd End, int ExitCode, BoxAnswer Answer)
{
    /// <summary>A box that shows something and asks nothing.</summary>
    public static WhiptailResult Shown { get; } = new(BoxEnd.None, WhiptailExit.Ok, BoxAnswer.Nothing);
}
