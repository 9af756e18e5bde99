using System.Collections.Concurrent;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Certificates that the user accepted by their SHA-256, one <c>HOST:PORT SHA256</c> a line in a file that only its
/// owner can read. What was shown and confirmed counts only in the process that showed it.
/// </summary>
internal sealed class PinStore(string folder)
{
    private readonly ConcurrentDictionary<string, ServerCertificate> _shown = [];

    public string Path { get; } = System.IO.Path.Combine(folder, "known_vcenters");

    public string? Find(VCenterAddress address)
        => Lines().Select(line => line.Split(' ')).LastOrDefault(words => words.Length == 2 && words[0] == address.Endpoint)?[1];

    /// <summary>Notes what the user is asked about.</summary>
    public void Show(VCenterAddress address, ServerCertificate certificate) => _shown[address.Endpoint] = certificate;

    /// <summary>The fingerprint that was shown here and whose phrase was typed; null when there is none.</summary>
    public string? Confirmed(VCenterAddress address, IReadOnlySet<string> phrases)
        => _shown.TryGetValue(address.Endpoint, out var shown) && phrases.Contains(shown.Phrase) ? shown.Sha256 : null;

    /// <summary>Keeps a pin. Where the folder cannot be written it is asked for again next time.</summary>
    public void Remember(VCenterAddress address, string sha256)
    {
        if (Find(address) == sha256)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var lines = Lines().Where(line => !line.StartsWith(address.Endpoint + " ", StringComparison.Ordinal)).Append($"{address.Endpoint} {sha256}");
            var fresh = Path + ".new";
            using (var file = new FileStream(fresh, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            using (var writer = new StreamWriter(file))
            {
                writer.Write(string.Concat(lines.Select(line => line + "\n")));
            }

            File.Move(fresh, Path, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The journal says so when anything is to be changed.
        }
    }

    private string[] Lines()
    {
        try
        {
            return File.Exists(Path) ? File.ReadAllLines(Path) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
