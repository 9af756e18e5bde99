namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// A fault by its own name, such as <c>ResourceInUse</c>: from a SOAP fault, or from a task that ended in error.
/// </summary>
internal sealed class VimFault(string name, string message, Element? detail = null)
    : Exception(message.Length > 0 ? $"{name}: {message}" : name)
{
    public string Name { get; } = name;

    /// <summary>What the server said besides; empty when nothing.</summary>
    public string ServerMessage { get; } = message;

    /// <summary>The fault's own fields; null when it has none.</summary>
    public Element? Detail { get; } = detail;

    /// <summary>From a LocalizedMethodFault.</summary>
    public static VimFault From(Element localized)
    {
        var fault = localized.Child("fault");
        return new VimFault(fault?.Type ?? "MethodFault", Explain(fault, localized["localizedMessage"] ?? ""), fault);
    }

    /// <summary>From a SOAP 1.1 Fault.</summary>
    public static VimFault FromSoap(Element fault)
    {
        var detail = fault.Child("detail")?.Children is [var first, ..] ? first : null;
        var name = detail?.Type ?? (detail?.Name is { } element && element.EndsWith("Fault", StringComparison.Ordinal) ? element[..^5] : fault["faultcode"] ?? "Fault");
        return new VimFault(name, Explain(detail, fault["faultstring"] ?? ""), detail);
    }

    /// <summary>The fields that say which object and which part of a request.</summary>
    private static string Explain(Element? fault, string message)
    {
        var parts = new List<string>();
        if (message.Length > 0)
        {
            parts.Add(message.TrimEnd('.', '。'));
        }

        foreach (var field in (string[])["invalidProperty", "type", "name", "privilegeId", "reason", "portKey", "portgroupName", "vspanSessionKey"])
        {
            if (fault?[field] is { Length: > 0 } value && !message.Contains(value, StringComparison.Ordinal))
            {
                parts.Add($"{field} {value}");
            }
        }

        return string.Join("; ", parts);
    }
}
