using System.Xml;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Which version of the API is spoken: the newest that both sides know. With one that is too old a server leaves out
/// newer fields in silence; a field that is newer than the version is turned away.
/// </summary>
internal static class ApiVersions
{
    /// <summary>Newest first. Nothing of what is sent needs more than the first, and 6.5 has all but MAC learning.</summary>
    private static readonly string[] Known =
    [
        "8.0.3.0", "8.0.2.0", "8.0.1.0", "8.0.0.1", "8.0.0.0", "7.0.3.2", "7.0.3.1", "7.0.3.0", "7.0.2.1", "7.0.2.0", "7.0.1.1", "7.0.1.0",
        "7.0.0.2", "7.0", "6.9.1", "6.8.7", "6.7.3", "6.7.2", "6.7.1", "6.7", "6.5",
    ];

    /// <summary>From vimServiceVersions.xml.</summary>
    /// <exception cref="BackendException">It speaks none of them.</exception>
    public static string Choose(XmlReader xml, VCenterAddress address)
    {
        var offered = new HashSet<string>();
        var space = "";
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "name" })
            {
                space = ReadText(xml);
            }

            if (xml is { NodeType: XmlNodeType.Element, LocalName: "version" } && space == Namespaces.Vim)
            {
                offered.Add(ReadText(xml));
            }
        }

        return Known.FirstOrDefault(offered.Contains) ?? throw new BackendException(
            BackendFailure.Failed,
            offered.Count == 0
                ? T($"{address} does not speak the vSphere API. Check that it is a vCenter.")
                : T($"{address} speaks the vSphere API up to {offered.First()}; 6.5 or newer is needed."));
    }

    /// <summary>The text of the element, with the reader at its end.</summary>
    private static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        xml.Read();
        return xml.NodeType == XmlNodeType.Text ? xml.Value.Trim() : "";
    }

    /// <summary>Whether <paramref name="version"/> is at least <paramref name="other"/>; parts are compared as numbers.</summary>
    public static bool IsAtLeast(string version, string other)
    {
        var (left, right) = (Parts(version), Parts(other));
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            var (mine, theirs) = (left.ElementAtOrDefault(index), right.ElementAtOrDefault(index));
            if (mine != theirs)
            {
                return mine > theirs;
            }
        }

        return true;
    }

    private static int[] Parts(string version) => [.. version.Split('.').Select(part => int.TryParse(part, out var number) ? number : 0)];
}
