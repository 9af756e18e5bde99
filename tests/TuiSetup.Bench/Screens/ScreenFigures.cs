namespace TuiSetup.Bench;

/// <summary>What was measured of one program on one terminal.</summary>
internal sealed class ScreenFigures
{
    /// <summary>Milliseconds from the start to the last byte of the first frame.</summary>
    public Samples FirstPaint { get; } = new();

    public Samples Rss { get; } = new();

    public Samples Pss { get; } = new();

    /// <summary>Milliseconds from a key to the last byte of its repaint.</summary>
    public Samples Key { get; } = new();

    public Samples KeyBytes { get; } = new();

    public long FirstBytes { get; set; }

    public int Queries { get; set; }

    public double WakeUps { get; set; }

    public double IdleBytes { get; set; }

    public double IdleCpu { get; set; }

    /// <summary>Why there are no figures.</summary>
    public string? Failure { get; set; }
}
