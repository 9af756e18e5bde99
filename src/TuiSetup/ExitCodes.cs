namespace TuiSetup;

/// <summary>What the program's exit codes mean; part of the interface, see the README.</summary>
internal static class ExitCodes
{
    public const int Done = 0, Cancelled = 1, BadInput = 2, Refused = 3, Undone = 4, Left = 5, Unreachable = 6, DBusError = 7, TimedOut = 8, ServiceMissing = 9, Interrupted = 130;
}
