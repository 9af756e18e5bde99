using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// What is signed of a task: its name, id, queue, the time of signing, and the bytes of its body. So a task that was
/// signed for one host means nothing to another, and nothing once it is old. The signature is ECDSA with SHA-256.
/// </summary>
internal static class TaskSignature
{
    public const string SignatureHeader = "tuisetup_signature", TimeHeader = "tuisetup_signed";

    public static byte[] Content(TaskMessage message, string queue, string time)
        => Encoding.UTF8.GetBytes(string.Join('\n', "tuisetup-task-1", message.Task, message.Id, queue, time, Convert.ToHexStringLower(SHA256.HashData(message.Content.Span))));

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
