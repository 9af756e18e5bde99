namespace TuiSetup.Backends.VSphere;

/// <summary>Progress that nobody listens to.</summary>
internal sealed class Unheard : IProgress<string>
{
    public static Unheard Instance { get; } = new();

    public void Report(string value)
    {
    }
}
