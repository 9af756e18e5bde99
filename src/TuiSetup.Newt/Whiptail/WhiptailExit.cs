namespace TuiSetup.Newt.Whiptail;

/// <summary>Exit codes of whiptail(1), as Debian builds it, and two of dialog(1) for what whiptail cannot do.</summary>
internal static class WhiptailExit
{
    public const int Ok = 0;

    /// <summary>No or Cancel; also a command line that the option parser refuses.</summary>
    public const int Cancel = 1;

    /// <summary>The Back button: dialog's extra button.</summary>
    public const int Back = 3;

    /// <summary>The time limit passed: what dialog(1) proposes for DIALOG_TIMEOUT.</summary>
    public const int TimedOut = 5;

    /// <summary>Esc, and every other error.</summary>
    public const int Error = 255;
}
