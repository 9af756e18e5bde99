namespace TuiSetup.Bench;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];

    public bool IsEmpty => values.Count == 0;

    public double Min => At(0);

    public double Median => At(0.5);

    public double Mean => IsEmpty ? double.NaN : values.Average();

    public double P95 => At(0.95);

    public double P99 => At(0.99);

    public int Count => values.Count;

    public void Add(double value)
    {
        values.Add(value);
        values.Sort();
    }

    public string Text(string format = "0.0") => $"{Min.ToString(format)} / {Median.ToString(format)} / {P95.ToString(format)}";

    private double At(double fraction) =>
        IsEmpty ? double.NaN : values[Math.Min(values.Count - 1, (int)(fraction * values.Count))];
}
