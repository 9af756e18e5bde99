namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>A managed object of the server, such as <c>VirtualMachine</c> <c>vm-57</c>.</summary>
internal sealed record MoRef(string Type, string Value)
{
    public static MoRef ServiceInstance { get; } = new("ServiceInstance", "ServiceInstance");

    public override string ToString() => Value;

    /// <summary>From what <see cref="ToText"/> wrote.</summary>
    public static MoRef Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new MoRef(text[..Math.Max(0, colon)], text[(colon + 1)..]);
    }

    /// <summary>As plans keep it: <c>VirtualMachine:vm-57</c>.</summary>
    public string ToText() => $"{Type}:{Value}";
}
