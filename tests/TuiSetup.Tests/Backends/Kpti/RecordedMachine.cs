using System.Globalization;
using TuiSetup.Backends;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>The files of one of the machines in the folder Machines, laid out below a root.</summary>
internal sealed class RecordedMachine : ICpuid, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<uint, (uint, uint, uint, uint)> _leaves = [];

    public RecordedMachine(string name)
    {
        foreach (var section in File.ReadAllText(SourceTree.PathOf("tests", "TuiSetup.Tests", "Backends", "Kpti", "Machines", name + ".txt")).Split("\n== ").Skip(1))
        {
            var (header, body) = (section.Split('\n')[0].Split(' '), section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            if (header[0] == "/cpuid")
            {
                ReadLeaves(body);
            }
            else
            {
                Write(header[0], header.Length > 1 ? Hexadecimal(body, Number(header[2])) : System.Text.Encoding.UTF8.GetBytes(body.TrimEnd('\n') + "\n"));
            }
        }
    }

    public static IEnumerable<string> Names
        => Directory.GetFiles(SourceTree.PathOf("tests", "TuiSetup.Tests", "Backends", "Kpti", "Machines"), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!);

    public string Root => _folder.Path;

    public BackendContext Context(TimeProvider time) => new("unix:none", _ => null, time) { Root = Root };

    public Machine Read() => new MachineReader(new RootFiles(Root), this).Read();

    public (uint A, uint B, uint C, uint D)? Read(uint leaf) => _leaves.TryGetValue(leaf, out var registers) ? registers : null;

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose() => _folder.Dispose();

    private void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        File.WriteAllBytes(Root + path, bytes);
    }

    private void ReadLeaves(string body)
    {
        foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = line.Split(' ').Select(text => (uint)Number(text)).ToArray();
            _leaves[numbers[0]] = (numbers[1], numbers[2], numbers[3], numbers[4]);
        }
    }

    private static byte[] Hexadecimal(string body, int offset)
        => [.. new byte[offset], .. Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal).Trim())];

    private static int Number(string text) => (int)uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
