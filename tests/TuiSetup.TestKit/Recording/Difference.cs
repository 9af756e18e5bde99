namespace TuiSetup.TestKit;

/// <summary>What can be different about two runs.</summary>
public enum Aspect
{
    Steps,
    Characters,
    Looks,
    Cursor,
    ScreenAfterTheEnd,
    ExitCode,
    Output,
    Settings,
}

/// <summary>One difference between two runs, in words.</summary>
public sealed record Difference(Aspect Aspect, string Words)
{
    public override string ToString() => $"{Aspect}: {Words}";
}
