using System.Text;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>Writes messages that were seen to a file, for their owner alone: what services say may be secret.</summary>
public static class MessageFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>As a pcap file, which Wireshark reads.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WritePcap(string path, IEnumerable<PairedMessage> messages)
    {
        using var pcap = new PcapWriter(new BufferedStream(Create(path)));
        foreach (var seen in messages)
        {
            pcap.Write(seen.Message);
        }
    }

    /// <summary>As a line of JSON for each.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteJson(string path, IEnumerable<PairedMessage> messages)
    {
        using var file = new StreamWriter(Create(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var seen in messages)
        {
            file.Write(MessageJson.Line(seen));
            file.Write('\n');
        }
    }

    /// <summary>A file that was there may have been for others too.</summary>
    private static FileStream Create(string path)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Owner });
        File.SetUnixFileMode(file.SafeFileHandle, Owner);
        return file;
    }
}
