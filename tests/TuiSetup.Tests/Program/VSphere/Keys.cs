namespace TuiSetup.Tests.Program.VSphere;

/// <summary>What keys send.</summary>
internal static class Keys
{
    public const string Down = "\e[B", Enter = "\r", Space = " ", Tab = "\t", Escape = "\e\e", F12 = "\e[24~", Backspace = "\x7f", ClearLine = "\x0b\x15";
}
