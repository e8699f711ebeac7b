#define _GNU_SOURCE
#include "clinux.h"
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_eventfd(unsigned int initial) { return eventfd(initial, EFD_CLOEXEC | EFD_NONBLOCK); }

int clinux_accept4(int listener, struct sockaddr *address, socklen_t *length) {
    return accept4(listener, address, length, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

const void *clinux_memmem(const void *bytes, size_t size, const void *part, size_t part_size) {
    return memmem(bytes, size, part, part_size);
}

int clinux_fallocate(int fd, int64_t offset, int64_t size) {
    return fallocate(fd, FALLOC_FL_KEEP_SIZE, offset, size) == 0 ? 0 : errno;
}

int clinux_drop_cache(int fd) { return posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED); }

int clinux_rename_noreplace(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int clinux_lock_file(int fd) { return flock(fd, LOCK_EX | LOCK_NB); }

int clinux_thread_id(void) { return (int)syscall(SYS_gettid); }

int clinux_set_thread_niceness(int niceness) {
    return setpriority(PRIO_PROCESS, (id_t)clinux_thread_id(), niceness);
}

void clinux_set_thread_name(const char *name) {
    char shortened[16];
    snprintf(shortened, sizeof shortened, "%s", name);
    pthread_setname_np(pthread_self(), shortened);
}

int clinux_available_cores(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        int count = CPU_COUNT(&set);
        if (count > 0) return count;
    }
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (int)online : 1;
}

int64_t clinux_resident_bytes(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return -1;
    long long total = 0, resident = -1;
    int fields = fscanf(file, "%lld %lld", &total, &resident);
    fclose(file);
    return fields == 2 ? (int64_t)resident * sysconf(_SC_PAGESIZE) : -1;
}

void clinux_bound_heap(int arenas, int mapped, int kept) {
    mallopt(M_ARENA_MAX, arenas);
    mallopt(M_MMAP_THRESHOLD, mapped);
    mallopt(M_TRIM_THRESHOLD, kept);
}

void clinux_write_stderr(const void *bytes, size_t size) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = write(STDERR_FILENO, at, size);
        if (written < 0) {
            if (errno == EINTR) continue;
            return;
        }
        at += written;
        size -= (size_t)written;
    }
}

void clinux_error_text(int code, char *buffer, size_t size) {
    char scratch[128];
    snprintf(buffer, size, "%s", strerror_r(code, scratch, sizeof scratch));
}

const int clinux_madv_willneed = MADV_WILLNEED;
const int clinux_madv_random = MADV_RANDOM;
const int clinux_madv_sequential = MADV_SEQUENTIAL;
const int clinux_madv_dontneed = MADV_DONTNEED;
const int clinux_madv_hugepage = MADV_HUGEPAGE;
const int clinux_prot_read = PROT_READ;
const int clinux_prot_read_write = PROT_READ | PROT_WRITE;

void *clinux_map_file(int fd, size_t size) {
    void *base = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
    return base == MAP_FAILED ? NULL : base;
}

void *clinux_map_anonymous(size_t size) {
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return base == MAP_FAILED ? NULL : base;
}

int clinux_unmap(void *base, size_t size) { return munmap(base, size); }

// CRC-32C. The reflected polynomial is 0x82F63B78; table[k][b] advances byte b by k more bytes.
static uint32_t crc_table[8][256];
static pthread_once_t crc_once = PTHREAD_ONCE_INIT;

static void crc_fill(void) {
    for (uint32_t b = 0; b < 256; b++) {
        uint32_t crc = b;
        for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) ? 0x82F63B78u : 0);
        crc_table[0][b] = crc;
    }
    for (int k = 1; k < 8; k++)
        for (int b = 0; b < 256; b++)
            crc_table[k][b] = (crc_table[k - 1][b] >> 8) ^ crc_table[0][crc_table[k - 1][b] & 255];
}

uint32_t clinux_crc32c_portable(uint32_t seed, const void *bytes, size_t size) {
    pthread_once(&crc_once, crc_fill);
    const uint8_t *at = bytes;
    uint32_t crc = ~seed;
    for (; size >= 8; size -= 8, at += 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        word ^= crc;
        crc = crc_table[7][word & 255] ^ crc_table[6][(word >> 8) & 255]
            ^ crc_table[5][(word >> 16) & 255] ^ crc_table[4][(word >> 24) & 255]
            ^ crc_table[3][(word >> 32) & 255] ^ crc_table[2][(word >> 40) & 255]
            ^ crc_table[1][(word >> 48) & 255] ^ crc_table[0][word >> 56];
    }
    for (; size > 0; size--, at++) crc = (crc >> 8) ^ crc_table[0][(crc ^ *at) & 255];
    return ~crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2")))
static uint32_t crc_hardware(uint32_t seed, const void *bytes, size_t size) {
    const uint8_t *at = bytes;
    uint64_t crc = (uint32_t)~seed;
    for (; size >= 32; size -= 32, at += 32) {
        uint64_t words[4];
        memcpy(words, at, 32);
        crc = __builtin_ia32_crc32di(crc, words[0]);
        crc = __builtin_ia32_crc32di(crc, words[1]);
        crc = __builtin_ia32_crc32di(crc, words[2]);
        crc = __builtin_ia32_crc32di(crc, words[3]);
    }
    for (; size >= 8; size -= 8, at += 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        crc = __builtin_ia32_crc32di(crc, word);
    }
    uint32_t tail = (uint32_t)crc;
    for (; size > 0; size--, at++) tail = __builtin_ia32_crc32qi(tail, *at);
    return ~tail;
}
#endif

uint32_t clinux_crc32c(uint32_t seed, const void *bytes, size_t size) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) return crc_hardware(seed, bytes, size);
#endif
    return clinux_crc32c_portable(seed, bytes, size);
}
