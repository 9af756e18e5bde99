using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Nftables.Native;

/// <summary>nft(8) as a library (libnftables(3)), in this process and in the network namespace of this thread.</summary>
internal static partial class LibNftables
{
    /// <summary>NFT_CTX_DEFAULT of nft_ctx_new.</summary>
    private const uint Default = 0;

    /// <summary>NFT_CTX_OUTPUT_JSON of nft_ctx_output_set_flags.</summary>
    private const uint Json = 1 << 4;

    /// <summary>Runs commands as one transaction.</summary>
    /// <param name="commands">In the language of nft(8).</param>
    /// <param name="output">What it printed, as libnftables-json(5); empty where the commands print nothing.</param>
    /// <param name="error">What it said when it failed.</param>
    /// <returns>Whether all of it was done; else nothing of it was.</returns>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public static bool TryRun(string commands, out string output, out string error)
    {
        var context = nft_ctx_new(Default);
        if (context == 0)
        {
            throw new InvalidOperationException("nft_ctx_new found no memory");
        }

        try
        {
            nft_ctx_output_set_flags(context, Json);
            _ = nft_ctx_buffer_output(context);
            _ = nft_ctx_buffer_error(context);
            var result = nft_run_cmd_from_buffer(context, commands);
            output = Marshal.PtrToStringUTF8(nft_ctx_get_output_buffer(context)) ?? "";
            error = Marshal.PtrToStringUTF8(nft_ctx_get_error_buffer(context)) ?? "";
            return result == 0;
        }
        finally
        {
            nft_ctx_free(context);
        }
    }

    [LibraryImport("libnftables.so.1")]
    private static partial nint nft_ctx_new(uint flags);

    [LibraryImport("libnftables.so.1")]
    private static partial void nft_ctx_free(nint context);

    [LibraryImport("libnftables.so.1")]
    private static partial void nft_ctx_output_set_flags(nint context, uint flags);

    [LibraryImport("libnftables.so.1")]
    private static partial int nft_ctx_buffer_output(nint context);

    [LibraryImport("libnftables.so.1")]
    private static partial int nft_ctx_buffer_error(nint context);

    [LibraryImport("libnftables.so.1")]
    private static partial nint nft_ctx_get_output_buffer(nint context);

    [LibraryImport("libnftables.so.1")]
    private static partial nint nft_ctx_get_error_buffer(nint context);

    [LibraryImport("libnftables.so.1", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int nft_run_cmd_from_buffer(nint context, string commands);
}
