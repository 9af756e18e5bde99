using System.Text;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Newt.Testing;

/// <summary>Answers in memory, given line by line, and the transcript of what was printed.</summary>
public sealed class ScriptedLines(params IEnumerable<string> answers) : ILineTerminal
{
    private readonly Queue<string> _answers = new(answers);
    private readonly StringBuilder _written = new();
    private bool _hides;

    /// <summary>Whether somebody is played who types; then the transcript has no answers, as nothing echoes them here.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>All that was printed.</summary>
    public string Transcript => _written.ToString();

    /// <summary>The answers that were read as secrets.</summary>
    public List<string> Hidden { get; } = [];

    public void Write(string text) => _written.Append(text);

    public IDisposable Hide() => new Hiding(this);

    public Task<string?> ReadLineAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var line = _answers.TryDequeue(out var next) ? next : null;
        if (_hides && line is not null)
        {
            Hidden.Add(line);
        }

        return Task.FromResult(line);
    }

    private sealed class Hiding : IDisposable
    {
        private readonly ScriptedLines _lines;

        public Hiding(ScriptedLines lines)
        {
            _lines = lines;
            _lines._hides = true;
        }

        public void Dispose() => _lines._hides = false;
    }
}
