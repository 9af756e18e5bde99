namespace TuiSetup.Backends.DBus;

/// <summary>Names of the bus itself, of interfaces that services share, and what makes a name.</summary>
public static class BusNames
{
    public const string Bus = "org.freedesktop.DBus", BusPath = "/org/freedesktop/DBus";

    public const string Properties = "org.freedesktop.DBus.Properties", Introspectable = "org.freedesktop.DBus.Introspectable",
        ObjectManager = "org.freedesktop.DBus.ObjectManager", Peer = "org.freedesktop.DBus.Peer", Monitoring = "org.freedesktop.DBus.Monitoring";

    private const int MaxLength = 255;

    /// <summary>Slash, or elements of letters, digits and underscores, each after a slash.</summary>
    public static bool IsObjectPath(string text)
        => text == "/" || (text.StartsWith('/') && text[1..].Split('/').All(element => element.Length > 0 && element.All(IsWordCharacter)));

    /// <summary>At least two elements with dots between them; no element begins with a digit.</summary>
    public static bool IsInterface(string text)
        => text.Length <= MaxLength && text.Split('.') is { Length: >= 2 } elements && elements.All(IsMember);

    /// <summary>A method, signal or property.</summary>
    public static bool IsMember(string text)
        => text.Length is > 0 and <= MaxLength && !char.IsAsciiDigit(text[0]) && text.All(IsWordCharacter);

    /// <summary>A well-known name, or a unique one such as <c>:1.7</c>.</summary>
    public static bool IsBusName(string text)
    {
        var isUnique = text.StartsWith(':');
        return text.Length is > 0 and <= MaxLength
            && (isUnique ? text[1..] : text).Split('.') is { Length: >= 2 } elements
            && elements.All(element => element.Length > 0 && (isUnique || !char.IsAsciiDigit(element[0])) && element.All(character => IsWordCharacter(character) || character == '-'));
    }

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
