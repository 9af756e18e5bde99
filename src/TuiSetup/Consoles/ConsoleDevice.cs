namespace TuiSetup.Consoles;

/// <summary>A console of this machine.</summary>
/// <param name="Name">Its name below /dev.</param>
/// <param name="Term">What kind of terminal is behind it, as TERM tells it.</param>
internal sealed record ConsoleDevice(string Name, string Term)
{
    private const string Screen = "tty1", Active = "/sys/class/tty/console/active";

    public string Path => "/dev/" + Name;

    /// <summary>The screen, where there is one, and every serial line that the kernel takes for a console.</summary>
    public static IReadOnlyList<ConsoleDevice> All()
    {
        var active = File.Exists(Active) ? File.ReadAllText(Active).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
        var screens = File.Exists("/dev/tty0") ? [Screen] : Array.Empty<string>();
        return [.. screens.Concat(active.Where(name => name != "tty0")).Distinct().Select(Parse).Where(device => File.Exists(device.Path))];
    }

    /// <summary>A device as it is given on the command line: <c>NAME</c> or <c>NAME:TERM</c>, with or without /dev/.</summary>
    public static ConsoleDevice Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Replace("/dev/", "", StringComparison.Ordinal);
        return new ConsoleDevice(name, colon < 0 ? TermOf(name) : text[(colon + 1)..]);
    }

    /// <summary>As systemd guesses it: the kernel's own screen, or whatever is at the other end of a line.</summary>
    private static string TermOf(string name) => name.StartsWith("tty", StringComparison.Ordinal) && name[3..].All(char.IsAsciiDigit) ? "linux" : "vt220";
}
