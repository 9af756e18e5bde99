using System.Text;

namespace TuiSetup.Core.Apply;

/// <summary>The truth about a run that outlives the process: each line is on the disk before the work it announces.</summary>
internal sealed class Journal : IDisposable
{
    /// <summary>Room taken when a run begins, so that a disk that fills up later cannot stop its undo from being noted.</summary>
    private const int Reserve = 64 * 1024;

    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    private Journal(FileStream file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    public static Journal Create(string path, TimeProvider time)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Read,
                BufferSize = 0,
            });
            file.Write(new byte[Reserve]);
            file.Position = 0;
            file.Flush(flushToDisk: true);
            return new Journal(file, time);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, failed);
        }
    }

    /// <summary>Goes on where an earlier process ended.</summary>
    public static Journal Reopen(string path, TimeProvider time)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 });
            file.Position = Used(path);
            return new Journal(file, time);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(path, failed);
        }
    }

    public static IReadOnlyList<JournalEntry> Read(string path)
        => [.. ReadText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JournalEntry.FromLine).OfType<JournalEntry>()];

    public void Unit(string unit, UnitState state) => Append(new JournalEntry(_time.GetUtcNow(), unit, state));

    public void BeginUndo() => Append(new JournalEntry(_time.GetUtcNow(), BeginsUndo: true));

    public void End(Outcome outcome) => Append(new JournalEntry(_time.GetUtcNow(), Outcome: outcome));

    public void Dispose()
    {
        try
        {
            _file.SetLength(_file.Position);
        }
        catch (IOException)
        {
            // The reserve stays; readers stop at the first zero.
        }

        _file.Dispose();
    }

    private static string ReadText(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>Bytes up to the end of the last whole line.</summary>
    private static long Used(string path)
    {
        var text = ReadText(path);
        return Encoding.UTF8.GetByteCount(text.AsSpan(0, text.LastIndexOf('\n') + 1));
    }

    private void Append(JournalEntry entry)
    {
        try
        {
            lock (_lock)
            {
                _file.Write(Encoding.UTF8.GetBytes(entry.ToLine() + "\n"));
                _file.Flush(flushToDisk: true);
            }
        }
        catch (IOException failed)
        {
            throw new JournalException(_file.Name, failed);
        }
    }
}
