namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>Which properties of a type are read.</summary>
internal sealed record PropertySpec(string Type, params IReadOnlyList<string> Paths)
{
    public void Write(SoapWriter to) => to.Group("propSet", inside =>
    {
        inside.Text("type", Type);
        inside.Truth("all", false);
        inside.Texts("pathSet", Paths);
    });
}

/// <summary>A managed object with the properties that were asked for and that the user may see.</summary>
internal sealed record ManagedObject(MoRef Ref, IReadOnlyDictionary<string, Element> Properties)
{
    public Element? this[string path] => Properties.GetValueOrDefault(path);

    public string Text(string path) => this[path]?.Text ?? "";
}
