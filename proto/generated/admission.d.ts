import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace codistill. */
export namespace codistill {

    /**
     * Properties of a JoinToken.
     * @deprecated Use codistill.JoinToken.$Properties instead.
     */
    interface IJoinToken extends codistill.JoinToken.$Properties {
    }

    /** Represents a JoinToken. */
    class JoinToken {

        /**
         * Constructs a new JoinToken.
         * @param [properties] Properties to set
         */
        constructor(properties?: codistill.JoinToken.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** JoinToken addresses. */
        addresses: string[];

        /** JoinToken keyHash. */
        keyHash: Uint8Array;

        /** JoinToken runId. */
        runId: string;

        /** JoinToken secret. */
        secret: Uint8Array;

        /** JoinToken expiresS. */
        expiresS: number;

        /**
         * Creates a new JoinToken instance using the specified properties.
         * @param [properties] Properties to set
         * @returns JoinToken instance
         */
        static create(properties: codistill.JoinToken.$Shape): codistill.JoinToken & codistill.JoinToken.$Shape;
        static create(properties?: codistill.JoinToken.$Properties): codistill.JoinToken;

        /**
         * Encodes the specified JoinToken message. Does not implicitly {@link codistill.JoinToken.verify|verify} messages.
         * @param message JoinToken message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: codistill.JoinToken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a JoinToken message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {codistill.JoinToken & codistill.JoinToken.$Shape} JoinToken
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): codistill.JoinToken & codistill.JoinToken.$Shape;

        /**
         * Creates a JoinToken message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns JoinToken
         */
        static fromObject(object: { [k: string]: any }): codistill.JoinToken;

        /**
         * Creates a plain object from a JoinToken message. Also converts values to other types if specified.
         * @param message JoinToken
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: codistill.JoinToken, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this JoinToken to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace JoinToken {

        /** Properties of a JoinToken. */
        interface $Properties {

            /** JoinToken addresses */
            addresses?: (string[]|null);

            /** JoinToken keyHash */
            keyHash?: (Uint8Array|null);

            /** JoinToken runId */
            runId?: (string|null);

            /** JoinToken secret */
            secret?: (Uint8Array|null);

            /** JoinToken expiresS */
            expiresS?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a JoinToken. */
        type $Shape = codistill.JoinToken.$Properties;
    }
}
