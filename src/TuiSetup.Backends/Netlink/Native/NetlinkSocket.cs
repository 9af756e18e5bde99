using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Netlink.Native;

/// <summary>One request to the kernel over netlink(7), in the network namespace of this thread.</summary>
internal static unsafe partial class NetlinkSocket
{
    private const int AfNetlink = 16, SockRaw = 3, CloseOnExec = 0x80000, Route = 0;

    /// <summary>struct nlmsghdr: length, type, flags, sequence and port.</summary>
    private const int HeaderSize = 16;

    /// <summary>NLMSG_ERROR, which is also the acknowledgement, and NLMSG_DONE.</summary>
    private const ushort Error = 2, Done = 3;

    /// <summary>The kernel writes at most 32 KiB at once.</summary>
    private const int BufferSize = 1 << 16;

    /// <summary>Sends one request of rtnetlink(7), and reads until its acknowledgement or the end of its list.</summary>
    /// <returns>The entries of a list, without their headers.</returns>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static List<byte[]> Ask(ushort type, int flags, byte[] body, string doing)
    {
        var descriptor = socket(AfNetlink, SockRaw | CloseOnExec, Route);
        if (descriptor < 0)
        {
            throw new NetlinkException(Marshal.GetLastPInvokeError(), doing);
        }

        try
        {
            var request = new byte[HeaderSize + body.Length];
            MemoryMarshal.Write(request.AsSpan(0), request.Length);
            MemoryMarshal.Write(request.AsSpan(4), type);
            MemoryMarshal.Write(request.AsSpan(6), (ushort)flags);
            body.CopyTo(request, HeaderSize);
            fixed (byte* bytes = request)
            {
                if (send(descriptor, bytes, (nuint)request.Length, 0) != request.Length)
                {
                    throw new NetlinkException(Marshal.GetLastPInvokeError(), doing);
                }
            }

            return Read(descriptor, doing);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    private static List<byte[]> Read(int descriptor, string doing)
    {
        var (entries, buffer) = (new List<byte[]>(), new byte[BufferSize]);
        while (true)
        {
            int count;
            fixed (byte* bytes = buffer)
            {
                count = (int)recv(descriptor, bytes, BufferSize, 0);
            }

            if (count <= 0)
            {
                throw new NetlinkException(Marshal.GetLastPInvokeError(), doing);
            }

            for (var at = 0; at + HeaderSize <= count;)
            {
                var length = MemoryMarshal.Read<int>(buffer.AsSpan(at));
                var type = MemoryMarshal.Read<ushort>(buffer.AsSpan(at + 4));
                if (type == Done)
                {
                    return entries;
                }

                if (type == Error)
                {
                    var error = -MemoryMarshal.Read<int>(buffer.AsSpan(at + HeaderSize));
                    return error == 0 ? entries : throw new NetlinkException(error, doing);
                }

                entries.Add(buffer[(at + HeaderSize)..(at + length)]);
                at += (length + 3) & ~3;
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(int descriptor, byte* data, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int descriptor, byte* data, nuint length, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
