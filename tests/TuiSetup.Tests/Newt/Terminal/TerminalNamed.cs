using TuiSetup.Newt.Terminal;

namespace TuiSetup.Tests.Newt.Terminal;

/// <summary>Capabilities of terminals as this machine's terminfo has them.</summary>
internal static class TerminalNamed
{
    public static TerminalCapabilities Utf8(string name) => With(("TERM", name), ("LANG", "en_US.UTF-8"));

    public static TerminalCapabilities Ascii(string name) => With(("TERM", name), ("LANG", "C"));

    public static TerminalCapabilities With(params (string Name, string Value)[] environment)
        => CapabilityReader.Read(name => environment.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
