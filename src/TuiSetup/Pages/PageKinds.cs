using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TuiSetup.Pages;

/// <summary>The one list of page kinds. A new one is a file, and a line here.</summary>
internal static class PageKinds
{
    private static readonly FrozenDictionary<string, IPage> All = new Dictionary<string, IPage>
    {
        ["text"] = new FormPage(),
        ["form"] = new FormPage(),
        ["choice"] = new ChoicePage(),
        ["choices"] = new ChoicesPage(),
        ["assign"] = new AssignPage(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    public static IPage Get(string kind) => All[kind];
}
