using System.Globalization;
using System.Text;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>Object paths as a tree.</summary>
public static class ObjectPaths
{
    /// <summary>The object of a name below another.</summary>
    public static string Child(string parent, string name) => parent == "/" ? "/" + name : $"{parent}/{name}";

    /// <summary>The object above; null for the root.</summary>
    public static string? Parent(string path)
        => path == "/" ? null : path.LastIndexOf('/') is > 0 and var at ? path[..at] : "/";

    /// <summary>How many names it has; 0 for the root.</summary>
    public static int Depth(string path) => path == "/" ? 0 : path.Count(character => character == '/');

    /// <summary>The last name; the whole for the root.</summary>
    public static string Name(string path) => path == "/" ? path : path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a path is another, or below it.</summary>
    public static bool IsBelow(string path, string above)
        => above == "/" || path == above || (path.StartsWith(above, StringComparison.Ordinal) && path[above.Length] == '/');

    /// <summary>Names as sd_bus_path_decode(3) reads them: <c>ssh_2eservice</c> is <c>ssh.service</c>.</summary>
    public static string Unescape(string name)
    {
        if (name == "_")
        {
            return "";
        }

        var octets = new List<byte>();
        for (var index = 0; index < name.Length; index++)
        {
            if (name[index] == '_' && index + 2 < name.Length && byte.TryParse(name.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                index += 2;
            }
            else
            {
                octets.Add((byte)name[index]);
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
