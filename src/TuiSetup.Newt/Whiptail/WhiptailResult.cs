namespace TuiSetup.Newt.Whiptail;

/// <summary>How a box ended: by what, the exit code, and what the user chose when that counts.</summary>
internal sealed record WhiptailResult(BoxEnd End, int ExitCode, BoxAnswer Answer)
{
    /// <summary>What goes to the output descriptor.</summary>
    public string Output(BoxRequest request) => request.Options.Json ? JsonAnswer.Of(this, request.Kind) + "\n" : Answer.Text;

    /// <summary>A box that shows something and asks nothing.</summary>
    public static WhiptailResult Shown { get; } = new(BoxEnd.None, WhiptailExit.Ok, BoxAnswer.Nothing);
}
