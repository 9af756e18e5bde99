using System.Runtime.InteropServices;
using System.Text;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Descriptors that the shell gave, by number.</summary>
internal static unsafe class Descriptors
{
    private const int BadDescriptor = 9;

    /// <summary>Writes all of it; a reader that went away swallows the rest.</summary>
    public static void Write(int descriptor, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = bytes)
        {
            for (nint done = 0; done < bytes.Length;)
            {
                var written = NativeTerminal.Write(descriptor, start + done, bytes.Length - done);
                if (written <= 0 && Marshal.GetLastPInvokeError() is not (NativeTerminal.Interrupted or NativeTerminal.TryAgain))
                {
                    return;
                }

                done += Math.Max(0, written);
            }
        }
    }

    /// <summary>Writes a note for people where they see it and no answer is read from.</summary>
    public static void Tell(string text, int output = -1)
    {
        foreach (var descriptor in (int[])[2, 1])
        {
            if (NativeTerminal.IsTerminal(descriptor) == 1)
            {
                Write(descriptor, text);
                return;
            }
        }

        if (output != 2)
        {
            Write(2, text);
        }
    }

    /// <summary>The bytes that are there, after waiting for them; 0 at the end.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint read;
            do
            {
                read = NativeTerminal.Read(descriptor, start, buffer.Length);
            }
            while (read < 0 && Marshal.GetLastPInvokeError() == NativeTerminal.Interrupted);
            return (int)Math.Max(0, read);
        }
    }

    public static bool IsOpen(int descriptor)
    {
        byte nothing;
        return NativeTerminal.Write(descriptor, &nothing, 0) == 0 || Marshal.GetLastPInvokeError() != BadDescriptor;
    }
}
