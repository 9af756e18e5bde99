using System.Text;

namespace TuiSetup.TestKit;

/// <summary>The lines a running program prints, as they come.</summary>
internal sealed class LineLog
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private readonly Watch watch;
    private readonly string name;

    public LineLog(string name)
    {
        this.name = name;
        watch = new(gate);
    }

    public string[] Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>All that was printed, to the letter.</summary>
    public string Text
    {
        get
        {
            lock (gate)
            {
                return text.ToString();
            }
        }
    }

    public async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            Take(buffer.AsSpan(0, count));
        }

        lock (gate)
        {
            CompleteLine();
            watch.End(() => $"{name} ended.");
        }
    }

    public Task WaitAsync(Func<IReadOnlyList<string>, bool> condition, string what, TimeSpan timeout) =>
        watch.WaitAsync(
            () => condition(lines),
            timeout,
            () => $"no {what} in {name}:{Environment.NewLine}{string.Join(Environment.NewLine, Lines)}");

    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan timeout)
    {
        string? found = null;
        await WaitAsync(all => (found = all.FirstOrDefault(wanted)) is not null, "such line", timeout);
        return found!;
    }

    private void Take(ReadOnlySpan<char> characters)
    {
        lock (gate)
        {
            text.Append(characters);
            foreach (var character in characters)
            {
                if (character != '\n')
                {
                    line.Append(character);
                }
                else
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }
            }

            watch.Changed();
        }
    }

    private void CompleteLine()
    {
        if (line.Length > 0)
        {
            lines.Add(line.ToString());
            line.Clear();
        }
    }
}
