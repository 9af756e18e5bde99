using System.Globalization;
using System.Security.Cryptography;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Checks that a task was signed by who may change this machine.</summary>
internal sealed class TaskVerifier : IDisposable
{
    /// <summary>A task waits no longer in a queue, and clocks differ no more.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7), Skew = TimeSpan.FromMinutes(10);

    private readonly ECDsa _key;
    private readonly TimeProvider _time;

    /// <param name="file">PEM file of the public key.</param>
    /// <param name="time">To tell what is old.</param>
    /// <exception cref="ProblemException">It is none.</exception>
    public TaskVerifier(string file, TimeProvider time)
    {
        _time = time;
        _key = KeyFile.Load(file, "--verify-key", isPrivate: false);
    }

    /// <summary>Why it is refused, to go on after a colon; null: it is good.</summary>
    public string? Check(TaskMessage message, string queue)
    {
        if (Header(message, TaskSignature.SignatureHeader) is not { } signature || Header(message, TaskSignature.TimeHeader) is not { } time)
        {
            return T("it is not signed, and this worker takes signed tasks alone");
        }

        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var count)
            || !_key.VerifyData(TaskSignature.Content(message, queue, time), bytes.AsSpan(0, count), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
        {
            return T("its signature is not by the key of this worker, or not for this task and queue");
        }

        if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed))
        {
            return T("the time of its signature is none");
        }

        var age = _time.GetUtcNow() - signed;
        return age > LongestWait ? T($"it was signed on {time}, which is more than {LongestWait.TotalDays:0} days ago")
            : age < -Skew ? T($"it was signed on {time}, which is in the future; the clocks differ")
            : null;
    }

    public void Dispose() => _key.Dispose();

    private static string? Header(TaskMessage message, string name)
        => message.OtherHeaders.TryGetValue(name, out var value) ? HeaderTable.AsText(value) : null;
}
