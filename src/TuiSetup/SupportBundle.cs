using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace TuiSetup;

/// <summary>
/// What whoever helps needs to see, as one tar.gz: versions, the terminal, wizards of the site, and each run's plan, journal
/// and report with the logs. Plans, journals and logs never have secrets in them; exports of targets and the fleet's keys are
/// left out.
/// </summary>
internal sealed class SupportBundle(Composition program)
{
    private const int MostRuns = 50;

    private static readonly string[] OfRun = ["plan.json", "journal.jsonl", "report.json"];

    /// <summary>Variables that change what the program does, and have no secrets.</summary>
    private static readonly string[] Variables =
        ["TERM", "COLORTERM", "LANG", "LC_ALL", "LINES", "COLUMNS", "NO_COLOR", "NEWT_COLORS", "OVS_RUNDIR", "TUISETUP_THEME", "TUISETUP_PLAIN", "TUISETUP_DATA_DIR", "TUISETUP_STATE_DIR"];

    /// <summary>Writes it for its owner alone; the result is how many files it has.</summary>
    /// <exception cref="IOException">It cannot be written, or is there already.</exception>
    public int Write(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        using var packed = new GZipStream(file, CompressionLevel.Optimal);
        using var tar = new TarWriter(packed);
        var count = 0;
        Add("about.txt", Encoding.UTF8.GetBytes(About()));
        foreach (var log in Existing(program.Folders.State, "tuisetup*.log"))
        {
            Add(Path.GetFileName(log), Read(log));
        }

        foreach (var run in program.Runs.List().Take(MostRuns))
        {
            foreach (var name in OfRun.Where(name => File.Exists(InRun(run.Id, name))))
            {
                Add($"runs/{run.Id}/{name}", Read(InRun(run.Id, name)));
            }
        }

        foreach (var wizard in program.Folders.OfSite("wizards").SelectMany(folder => Existing(folder, "*.json")).DistinctBy(Path.GetFileName))
        {
            Add($"wizards/{Path.GetFileName(wizard)}", Read(wizard));
        }

        return count;

        void Add(string name, byte[] content)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "tuisetup-support/" + name) { DataStream = new MemoryStream(content), ModificationTime = program.Time.GetUtcNow() });
            count++;
        }
    }

    private string InRun(string run, string name) => Path.Combine(program.Folders.State, "runs", run, name);

    private static IEnumerable<string> Existing(string folder, string pattern)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    /// <summary>A log is being written meanwhile.</summary>
    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private string About()
    {
        var lines = new StringBuilder();
        var version = System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyInformationalVersionAttribute>(typeof(SupportBundle).Assembly)?.InformationalVersion;
        lines.AppendLine(CultureInfo.InvariantCulture, $"tuisetup {version}, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, {(Environment.IsPrivilegedProcess ? "as root" : "not as root")}, {program.Time.GetUtcNow():u}");
        lines.AppendLine(File.Exists("/etc/os-release") ? File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) ?? "" : "");
        foreach (var (name, value) in Variables.Select(name => (name, program.Variable(name))).Where(one => one.Item2 is not null))
        {
            lines.AppendLine(CultureInfo.InvariantCulture, $"{name}={value}");
        }

        foreach (var wizard in program.Wizards.Files())
        {
            var problems = program.Wizards.Check(wizard);
            lines.AppendLine(CultureInfo.InvariantCulture, $"{wizard}: {(problems.Count == 0 ? program.Wizards.Load(wizard).Backend : string.Join(' ', problems))}");
        }

        return lines.ToString();
    }
}
