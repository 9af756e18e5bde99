namespace TuiSetup.Backends.VSphere;

/// <summary>vCenter writes three characters of a name as escapes; people see and type them as they are.</summary>
internal static class EntityName
{
    public static string Decode(string name)
        => name.Contains('%', StringComparison.Ordinal)
            ? name.Replace("%2f", "/", StringComparison.OrdinalIgnoreCase).Replace("%5c", "\\", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal)
            : name;

    public static string Encode(string name)
        => name.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2f", StringComparison.Ordinal).Replace("\\", "%5c", StringComparison.Ordinal);
}
