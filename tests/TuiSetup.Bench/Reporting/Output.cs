namespace TuiSetup.Bench;

/// <summary>The one file that writes to the standard output.</summary>
internal static class Output
{
#pragma warning disable RS0030
    public static void Line(string text = "") => Console.Out.WriteLine(text);
#pragma warning restore RS0030

    public static void Heading(string text)
    {
        Line();
        Line(text);
        Line(new string('-', text.Length));
    }
}
