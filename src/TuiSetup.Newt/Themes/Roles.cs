namespace TuiSetup.Newt.Themes;

/// <summary>The roles by the names that newt gives them.</summary>
internal static class Roles
{
    /// <summary>In newt's order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    /// <summary>A role by its name; capital letters are as good.</summary>
    public static bool TryParse(string name, out Role role)
    {
        var index = 0;
        while (index < Names.Count && !Names[index].Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            index++;
        }

        role = (Role)index;
        return index < Names.Count;
    }
}
