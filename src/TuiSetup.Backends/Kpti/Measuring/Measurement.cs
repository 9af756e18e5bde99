namespace TuiSetup.Backends.Kpti.Measuring;

/// <summary>What one operation takes, in nanoseconds, over batches.</summary>
/// <param name="Name">Name of the operation.</param>
/// <param name="Title">What is done, for people.</param>
/// <param name="Minimum">The fastest batch: the operation itself, with nothing in between.</param>
/// <param name="Median">The batch in the middle.</param>
/// <param name="Spread">Between the first and the third quarter of the batches.</param>
/// <param name="Batches">How many there were.</param>
internal sealed record Measurement(string Name, string Title, double Minimum, double Median, double Spread, int Batches)
{
    /// <summary>From here on the median is no figure of the operation but of what came in between.</summary>
    private const double MostNoise = 1.5;

    /// <summary>Whether too much came in between to go by it.</summary>
    public bool IsNoisy => Median > Minimum * MostNoise;

    /// <param name="name">Name of the operation.</param>
    /// <param name="title">What is done.</param>
    /// <param name="batches">Nanoseconds for one operation, a batch each; at least one.</param>
    public static Measurement Of(string name, string title, IEnumerable<double> batches)
    {
        var sorted = batches.Order().ToArray();
        return new Measurement(name, title, sorted[0], sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4], sorted.Length);
    }
}
