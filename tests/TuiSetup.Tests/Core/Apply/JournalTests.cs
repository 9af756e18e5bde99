using System.Runtime.InteropServices;
using Microsoft.Extensions.Time.Testing;
using TuiSetup.Core.Apply;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Apply;

public sealed partial class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_noted_is_read_back()
    {
        using (var journal = Journal.Create(_folder["j"], _time))
        {
            journal.Unit("a \"odd\" \n unit \u4e2d", UnitState.Applying);
            _time.Advance(TimeSpan.FromMilliseconds(5));
            journal.BeginUndo();
            journal.End(Outcome.Undone);
        }

        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        Assert.Equal(
            [
                new JournalEntry(start, "a \"odd\" \n unit \u4e2d", UnitState.Applying),
                new JournalEntry(start.AddMilliseconds(5), BeginsUndo: true),
                new JournalEntry(start.AddMilliseconds(5), Outcome: Outcome.Undone),
            ],
            Journal.Read(_folder["j"]));
    }

    [Fact]
    public void Each_note_is_in_the_file_at_once_and_the_room_is_taken_in_advance()
    {
        using var journal = Journal.Create(_folder["j"], _time);
        journal.Unit("a", UnitState.Applying);

        Assert.Equal("a", Assert.Single(Journal.Read(_folder["j"])).Unit);
        Assert.Equal(64 * 1024, new FileInfo(_folder["j"]).Length);
    }

    [Fact]
    public void The_room_is_given_back_at_the_end()
    {
        using (var journal = Journal.Create(_folder["j"], _time))
        {
            journal.End(Outcome.Done);
        }

        Assert.EndsWith("}\n", File.ReadAllText(_folder["j"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_crash_cut_short_is_ignored_and_written_over()
    {
        using (var journal = Journal.Create(_folder["j"], _time))
        {
            journal.Unit("a", UnitState.Applying);
            journal.Unit("a-very-long-name-of-a-unit-that-makes-a-long-line", UnitState.Applied);
        }

        var text = File.ReadAllText(_folder["j"]);
        File.WriteAllText(_folder["j"], text[..^5] + new string('\0', 100));
        Assert.Single(Journal.Read(_folder["j"]));

        using (var journal = Journal.Reopen(_folder["j"], _time))
        {
            journal.Unit("b", UnitState.Applying);
            Assert.Equal(["a", "b"], Journal.Read(_folder["j"]).Select(entry => entry.Unit!));
        }

        Assert.Equal(["a", "b"], Journal.Read(_folder["j"]).Select(entry => entry.Unit!));
        Assert.Equal(2, File.ReadAllLines(_folder["j"]).Length);
    }

    [Fact]
    public void Reopening_goes_on_behind_the_last_line()
    {
        using (var journal = Journal.Create(_folder["j"], _time))
        {
            journal.Unit("\u4e2d\u6587", UnitState.Applying);
        }

        using (var journal = Journal.Reopen(_folder["j"], _time))
        {
            journal.Unit("b", UnitState.Applied);
        }

        Assert.Equal(["\u4e2d\u6587", "b"], Journal.Read(_folder["j"]).Select(entry => entry.Unit!));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"at\":7}")]
    [InlineData("{\"at\":\"2026-01-01T00:00:00Z\",\"state\":\"flying\"}")]
    [InlineData("{\"at\":\"2026-01-01T00:00:00Z\",\"undo\":\"maybe\"}")]
    [InlineData("{\"at\":\"2026-01-01T00:00:00Z\",\"unit\":{}}")]
    public void A_line_that_makes_no_sense_is_ignored(string line) => Assert.Null(JournalEntry.FromLine(line));

    [Fact]
    public void A_journal_that_cannot_be_made_says_where_and_why()
    {
        var missing = Assert.Throws<JournalException>(() => Journal.Create(_folder["no/such/j"], _time));
        Assert.Contains(_folder["no/such/j"], missing.Message, StringComparison.Ordinal);
        Assert.Throws<JournalException>(() => Journal.Create(_folder.Write("there", ""), _time));
        Assert.Throws<JournalException>(() => Journal.Reopen(_folder["gone"], _time));
    }

    [Fact]
    public void A_full_disk_refuses_a_new_journal_but_not_the_notes_of_one_that_has_its_room()
    {
        using var disk = new TinyDisk(_folder.Path);
        using var journal = Journal.Create(Path.Combine(disk.Path, "j"), _time);
        disk.Fill();

        for (var number = 0; number < 50; number++)
        {
            journal.Unit($"unit-{number}", UnitState.Applying);
        }

        journal.End(Outcome.Done);
        Assert.Equal(51, Journal.Read(Path.Combine(disk.Path, "j")).Count);
        Assert.Throws<JournalException>(() => Journal.Create(Path.Combine(disk.Path, "k"), _time));
    }

    [Fact]
    public async Task A_disk_that_fills_up_while_a_run_is_at_work_does_not_leave_it_interrupted()
    {
        using var disk = new TinyDisk(_folder.Path);
        var backend = new MemoryBackend();
        var store = new RunStore(disk.Path, _time);
        backend.After = (_, _) => disk.Fill();

        var report = await new Engine(store, _ => backend).ApplyAsync(EngineFixture.Plan("a"), _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(Outcome.Done, report.Outcome);
        Assert.NotEmpty(report.Problems);
        Assert.Null(store.Interrupted());
        Assert.Equal(RunStatus.Done, Assert.Single(store.List()).Status);
    }

    [Fact]
    public async Task A_disk_that_is_full_refuses_a_run_before_anything_changes()
    {
        using var disk = new TinyDisk(_folder.Path);
        var backend = new MemoryBackend();
        var store = new RunStore(disk.Path, _time);
        disk.Fill();

        await Assert.ThrowsAsync<JournalException>(
            () => new Engine(store, _ => backend).ApplyAsync(EngineFixture.Plan("a"), _ => { }, TestContext.Current.CancellationToken));

        Assert.Empty(backend.Calls);
        Assert.Empty(store.List());
    }

    /// <summary>A file system of half a MiB in memory; tests run as root.</summary>
    private sealed partial class TinyDisk : IDisposable
    {
        public TinyDisk(string folder)
        {
            Path = Directory.CreateDirectory(System.IO.Path.Combine(folder, "disk")).FullName;
            Assert.True(Mount("tmpfs", Path, "tmpfs", 0, "size=512k") == 0, $"mount: {Marshal.GetLastPInvokeErrorMessage()} (tests run as root)");
        }

        public string Path { get; }

        public void Fill()
        {
            using var file = new FileStream(System.IO.Path.Combine(Path, "fill"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true)
                {
                    file.Write(new byte[4096]);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Dispose() => Assert.Equal(0, Unmount(Path, 2));

        [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        private static partial int Mount(string source, string target, string type, ulong flags, string options);

        [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        private static partial int Unmount(string target, int flags);
    }
}
