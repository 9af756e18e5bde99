using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup;

/// <summary>Standard output and error as plain writers: the runtime's own console would send escape sequences to a terminal.</summary>
internal sealed partial class StandardStreams
{
    /// <summary>Standard input as text, for what is read to its end: UTF-8.</summary>
    public TextReader Input { get; } = new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    public TextWriter Output { get; } = Writer(1);

    public TextWriter Error { get; } = Writer(2);

    private const int Interrupted = 4;

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteDescriptor(int descriptor, byte* start, nint count);

    private static StreamWriter Writer(int descriptor)
        => new(new DescriptorStream(descriptor), new UTF8Encoding(false)) { AutoFlush = true };

    /// <summary>Writes to whatever the descriptor is; a reader that went away swallows the rest.</summary>
    private sealed class DescriptorStream(int descriptor) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override unsafe void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                nint written;
                fixed (byte* start = buffer)
                {
                    written = WriteDescriptor(descriptor, start, buffer.Length);
                }

                // When nobody reads any more, the exit code still tells.
                if (written <= 0 && Marshal.GetLastPInvokeError() != Interrupted)
                {
                    return;
                }

                buffer = buffer[(int)Math.Max(0, written)..];
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
