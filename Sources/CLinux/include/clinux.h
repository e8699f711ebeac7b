#ifndef AISLE_CLINUX_H
#define AISLE_CLINUX_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/socket.h>

// What Swift's Glibc module lacks: calls hidden behind _GNU_SOURCE, macros that are casts, and one
// CPU instruction. Functions return what the call returns; errno is the caller's to read.

/// Creates an eventfd that is close-on-exec and non-blocking.
int clinux_eventfd(unsigned int initial);
/// Accepts a connection as a close-on-exec, non-blocking socket.
int clinux_accept4(int listener, struct sockaddr *address, socklen_t *length);
/// First occurrence of a byte string in another, or NULL.
const void *clinux_memmem(const void *bytes, size_t size, const void *part, size_t part_size);
/// Reserves disk space for a file without changing its content. Returns 0 or an errno.
int clinux_fallocate(int fd, int64_t offset, int64_t size);
/// Drops a file's pages from the page cache (posix_fadvise DONTNEED). Returns 0 or an errno.
int clinux_drop_cache(int fd);
/// Renames only if the new name is free. Returns 0, or -1 with errno.
int clinux_rename_noreplace(const char *from, const char *to);
/// Takes an exclusive, non-blocking flock. Returns 0, or -1 with errno EWOULDBLOCK.
int clinux_lock_file(int fd);

/// Niceness of the calling thread alone, -20 to 19. Returns 0, or -1 with errno.
int clinux_set_thread_niceness(int niceness);
/// Name of the calling thread as shown by top; cut to 15 bytes.
void clinux_set_thread_name(const char *name);
/// Kernel id of the calling thread.
int clinux_thread_id(void);
/// Cores this process may run on (its affinity mask), at least 1.
int clinux_available_cores(void);
/// Resident set of this process in bytes, -1 when unknown.
int64_t clinux_resident_bytes(void);

/// Makes the allocator keep at most this many arenas, take blocks of at least `mapped` bytes from
/// the system one by one and give them back when they are freed, and keep at most `kept` free bytes
/// at the end of its heap. Before the first thread starts.
void clinux_bound_heap(int arenas, int mapped, int kept);

/// Writes all bytes to stderr with as few write(2) calls as the kernel allows.
void clinux_write_stderr(const void *bytes, size_t size);
/// strerror_r of the GNU kind, into the caller's buffer; always terminated.
void clinux_error_text(int code, char *buffer, size_t size);

extern const int clinux_madv_willneed;
extern const int clinux_madv_random;
extern const int clinux_madv_sequential;
extern const int clinux_madv_dontneed;
extern const int clinux_madv_hugepage;
extern const int clinux_prot_read;
extern const int clinux_prot_read_write;

/// Maps an open file read-only and shared. NULL with errno on failure.
void *clinux_map_file(int fd, size_t size);
/// Maps zeroed private memory. NULL with errno on failure.
void *clinux_map_anonymous(size_t size);
int clinux_unmap(void *base, size_t size);

/// CRC-32C (Castagnoli) of the bytes, continuing from a finished checksum (0 to start).
uint32_t clinux_crc32c(uint32_t seed, const void *bytes, size_t size);
/// The table-driven twin used where the CPU has no SSE 4.2; same result.
uint32_t clinux_crc32c_portable(uint32_t seed, const void *bytes, size_t size);

#endif
