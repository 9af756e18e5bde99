namespace TuiSetup.Newt.Whiptail;

/// <summary>Exit codes of whiptail(1), as Debian builds it.</summary>
internal static class WhiptailExit
{
    public const int Ok = 0;

    /// <summary>No or Cancel; also a command line that the option parser refuses.</summary>
    public const int Cancel = 1;

    /// <summary>Esc, and every other error.</summary>
    public const int Error = 255;
}
